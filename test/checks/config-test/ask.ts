/** Asks one config test about files, as a review does: the product's sandbox, the real tool, findings by line. */

import type { Observation, TreeCheck } from "../../../core/check.ts";
import type { Finding } from "../../../core/finding.ts";
import type { ToolRunner } from "../../../core/tool-run.ts";
import { indexLines } from "../../../core/text.ts";
import { loadCheck } from "../../../engine/load-check.ts";
import { openToolRunner } from "../../../engine/sandbox/tool-runner.ts";
import { memoryDifferential } from "../../core/memory-differential.ts";

export type Files = Readonly<Record<string, string>>;

export interface Answer extends FileAnswer {
  readonly messages: readonly string[];
  /** How many tests were made. */
  readonly count: number;
  /** What was said of one file, where many were asked about; what was said of none is said of each. */
  readonly of: (path: string) => FileAnswer;
}

export interface FileAnswer {
  /** `passed`, `failed`, `inconclusive`; what most of its tests came to is what one file came to. */
  readonly outcome: string;
  /** `path:line` of each finding; those without a place as their words. */
  readonly places: readonly string[];
  readonly gaps: readonly string[];
}

/** What a tool says is tried here, not how quick this machine is. */
const runner = openToolRunner({ limits: { wall: 180_000, cpu: 60 } });

export async function ask(name: string, head: Files, base: Files = {}, tools: ToolRunner = runner): Promise<Answer> {
  const check = await loadCheck(`config-test/${name}`);
  if (!("scope" in check) || check.scope !== "tree") throw new Error(`${name} is no config test`);
  const differential = memoryDifferential(base, head);
  // Config tests take no options.
  const observation = await (check as TreeCheck<unknown>).look(differential, { options: {}, schemas: {}, tools });
  return answerOf(observation, head);
}

function answerOf({ findings, gaps = [], tests, skipped }: Observation, head: Files): Answer {
  const count = (["failed", "inconclusive", "passed"] as const).map((each) => [each, tests?.[each] ?? 0] as const);
  const outcome = skipped ?? count.find(([, number]) => number > 0)?.[0];
  const placeOf = ({ at, message }: Finding): string =>
    at ? `${at.path}:${indexLines(head[at.path] ?? "").position(at.range[0]).line}` : message;
  return {
    outcome: outcome ?? "nothing",
    places: findings.map(placeOf),
    messages: findings.map(({ message }) => message),
    gaps: gaps.map(({ reason }) => reason),
    count: count.reduce((sum, [, number]) => sum + number, 0),
    of: (path) => {
      const places = findings.filter(({ at, message }) => (at?.path ?? message).includes(path)).map(placeOf);
      const reasons = gaps.filter((gap) => (gap.path ?? path) === path).map(({ reason }) => reason);
      const quiet = reasons.length > 0 ? "inconclusive" : "passed";
      return { outcome: places.length > 0 ? "failed" : quiet, places, gaps: reasons };
    },
  };
}
