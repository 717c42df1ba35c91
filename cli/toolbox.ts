/** The toolbox of one run: a few small local files are checked in this thread, everything else in workers. */

import { availableParallelism } from "node:os";
import { openToolbox } from "../engine/toolbox.ts";
import type { SandboxOptions } from "../engine/sandbox/tool-runner.ts";
import type { OpenToolbox } from "../engine/toolbox.ts";
import type { Inspection } from "../core/toolbox.ts";
import type { LookUpTicket } from "../core/tracker.ts";

const fewFiles = 20;
const fewCharacters = 1_000_000;
/** One of them alone could take its time. */
const smallFile = 200_000;

export interface RunOptions {
  /** The files are this machine's own; content of strangers is looked at in workers that can be killed. */
  readonly isLocal: boolean;
  /** Asks trackers about tickets; missing where nobody can be asked. */
  readonly lookUpTicket?: LookUpTicket;
  /** How config tests are run; missing = none is. */
  readonly sandbox?: SandboxOptions;
  /** Told of every file that has been checked. */
  readonly onInspected?: () => void;
}

export function openRunToolbox({ isLocal, lookUpTicket, sandbox, onInspected }: RunOptions): OpenToolbox {
  const told = onInspected === undefined ? {} : { onInspected };
  const here = openToolbox({ workers: 0, ...(sandbox && { sandbox }), ...told });
  let pool: OpenToolbox | undefined;
  const workers = (): OpenToolbox => (pool ??= openToolbox({ workers: Math.min(4, availableParallelism()), ...told }));
  return {
    ...here,
    ...(lookUpTicket === undefined ? {} : { lookUpTicket }),
    inspect: (inspections, signal) =>
      (isLocal && isLittle(inspections) ? here : workers()).inspect(inspections, signal),
    close: async () => {
      await Promise.all([here.close(), pool?.close()]);
    },
  };
}

function isLittle(inspections: readonly Inspection[]): boolean {
  if (inspections.length > fewFiles) return false;
  if (inspections.some(({ text }) => text.length > smallFile)) return false;
  return inspections.reduce((sum, { text }) => sum + text.length, 0) < fewCharacters;
}
