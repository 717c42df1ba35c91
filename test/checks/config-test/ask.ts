/** Asks one config test about files, as a review does: the product's sandbox, the real tool, findings by line. */

import type { Observation, TreeCheck } from "../../../core/check.ts";
import type { ToolRunner } from "../../../core/tool-run.ts";
import { indexLines } from "../../../core/text.ts";
import { loadCheck } from "../../../engine/load-check.ts";
import { openToolRunner } from "../../../engine/sandbox/tool-runner.ts";
import { memoryDifferential } from "../../core/memory-differential.ts";

export type Files = Readonly<Record<string, string>>;

export interface Answer {
  /** `passed`, `failed`, `inconclusive`; what most of its tests came to is what one file came to. */
  readonly outcome: string;
  /** `path:line` of each finding; those without a place as their words. */
  readonly places: readonly string[];
  readonly messages: readonly string[];
  readonly gaps: readonly string[];
}

const runner = openToolRunner();

export async function ask(name: string, head: Files, base: Files = {}, tools: ToolRunner = runner): Promise<Answer> {
  const check = await loadCheck(`config-test/${name}`);
  if (!("scope" in check) || check.scope !== "tree") throw new Error(`${name} is no config test`);
  const differential = memoryDifferential(base, head);
  // Config tests take no options.
  const observation = await (check as TreeCheck<unknown>).look(differential, { options: {}, schemas: {}, tools });
  return answerOf(observation, head);
}

function answerOf({ findings, gaps = [], tests, skipped }: Observation, head: Files): Answer {
  const outcome = skipped ?? (["failed", "inconclusive", "passed"] as const).find((each) => (tests?.[each] ?? 0) > 0);
  return {
    outcome: outcome ?? "nothing",
    places: findings.map(({ at, message }) =>
      at ? `${at.path}:${indexLines(head[at.path] ?? "").position(at.range[0]).line}` : message,
    ),
    messages: findings.map(({ message }) => message),
    gaps: gaps.map(({ reason }) => reason),
  };
}
