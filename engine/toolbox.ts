/** The toolbox that every front end hands to `review`: our checks, run in this thread or in workers. */

import type { AnyCheck } from "../core/check.ts";
import type { Inspect, Toolbox } from "../core/toolbox.ts";
import { waiverChecks } from "../core/waiver-rules.ts";
import { catalogue } from "../checks/generated/catalogue.ts";
import { isSwitches, readSwitches } from "./foreign-switches.ts";
import { readTerms } from "./foreign-terms.ts";
import { buildVersion } from "./build-version.ts";
import { cached } from "./finding-cache.ts";
import { openFindingStorage } from "./finding-storage.ts";
import { inspectDocument } from "./inspect-document.ts";
import { loadCheck } from "./load-check.ts";
import { openPool } from "./pool.ts";
import { packageVersion } from "./package-root.ts";
import { openToolRunner, type SandboxOptions } from "./sandbox/tool-runner.ts";

export interface ToolboxOptions {
  /** 0: in this thread, for a few trusted files; a service uses at least 1, so that hostile content can be killed. */
  readonly workers: number;
  /** Workers as processes: slower to start, but a check that dies in native code takes nobody else along. */
  readonly isolated?: boolean;
  /** Keep what was seen for the next review (a service), or not (one run of the command line). */
  readonly cache?: boolean;
  /** Folder where what was seen outlives this process; needs `cache`. */
  readonly findings?: string | undefined;
  /** Milliseconds that one document may take in a worker. */
  readonly patience?: number;
  /** Told of every document that was looked at. */
  readonly onInspected?: () => void;
  /** How other programs are run; missing = none is. */
  readonly sandbox?: SandboxOptions;
  /** Milliseconds since 1970; tests hand their own in. */
  readonly time?: () => number;
}

/** Add `signal` and `progress` for one review: `{ ...toolbox, signal }`. */
export interface OpenToolbox extends Toolbox {
  readonly close: () => Promise<void>;
}

export function openToolbox({
  workers,
  isolated = false,
  cache = false,
  findings,
  patience,
  onInspected,
  sandbox,
  time = Date.now,
}: ToolboxOptions): OpenToolbox {
  const isolation = isolated ? "process" : "thread";
  const chosen = { ...(patience === undefined ? {} : { patience }), ...(onInspected && { onInspected }) };
  const pool = workers > 0 ? openPool({ size: workers, isolation, ...chosen }) : undefined;
  const inspect: Inspect = pool ? pool.run : inspectHere(onInspected);
  const storage = findings === undefined ? undefined : openFindingStorage({ folder: findings });
  const version = storage === undefined ? packageVersion() : buildVersion();
  const checks = new Map([...waiverChecks, ...catalogue.values()].map((entry) => [entry.name, entry] as const));
  return {
    checks,
    load: loadOwn,
    inspect: cache ? cached(inspect, { version, storage }) : inspect,
    readSwitches,
    readTerms,
    isSwitches,
    assess: async (question) => {
      const { assessRisk } = await import("../checks/context/risk/assess.ts");
      return assessRisk(question, question.time ?? time());
    },
    ...(sandbox ? { tools: openToolRunner(sandbox) } : {}),
    time,
    now: () => performance.now(),
    close: async () => {
      await pool?.close();
      await storage?.close();
    },
  };
}

async function loadOwn(name: string): Promise<AnyCheck> {
  const check = await loadCheck(name);
  if ("create" in check) throw new Error(`\`${name}\` looks at the nodes of a file`);
  return check;
}

const inspectHere =
  (onInspected: () => void = () => undefined): Inspect =>
  async (inspections, signal) => {
    const results = [];
    for (const [index, inspection] of inspections.entries()) {
      // Whoever waits for an answer, or wants to stop this, gets a turn.
      if (index % 20 === 19) await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      results.push(await inspectDocument(inspection));
      onInspected();
    }
    return results;
  };
