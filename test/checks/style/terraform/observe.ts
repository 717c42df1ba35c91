/** Runs Terraform checks as a review does, and shows what they said as `path:line text at the place`. */

import type { FileCheck, Observation, TreeCheck } from "../../../../core/check.ts";
import { applyFixes } from "../../../../core/apply-fixes.ts";
import type { Finding } from "../../../../core/finding.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { indexLines } from "../../../../core/text.ts";
import { lint } from "../../../../engine/lint.ts";
import { parseHclDocument } from "../../../../languages/hcl/document.ts";
import { parseJsonDocument } from "../../../../languages/json/document.ts";
import type { HclDocument, JsonDocument } from "../../../../languages/parsed.ts";
import type { StyleCheck } from "../../../../languages/style-check.ts";
import { memoryDifferential, type Texts } from "../../../core/memory-differential.ts";
import { cpuTime } from "../../../cpu-time.ts";

export interface Observed {
  readonly findings: readonly Finding[];
  readonly gaps: readonly string[];
  /** `path:line piece`, the piece up to its first line ending. */
  readonly places: readonly string[];
  readonly messages: readonly string[];
}

type Options = Readonly<Record<string, unknown>>;

function shown({ findings, gaps = [] }: Observation, texts: Texts): Observed {
  return {
    findings,
    gaps: gaps.map(({ reason }) => reason),
    places: findings.map(({ at }) => {
      const text = texts[at?.path ?? ""] ?? "";
      const { line } = indexLines(text).position(at?.range[0] ?? 0);
      return `${at?.path ?? "nowhere"}:${line} ${text.slice(...(at?.range ?? [0, 0])).split("\n")[0] ?? ""}`;
    }),
    messages: findings.map(({ message }) => message),
  };
}

/** A check of the whole module; `base`: what was there before. */
export async function observeModule<O>(
  check: TreeCheck<O>,
  head: Texts,
  { base = {}, options = {} }: { readonly base?: Texts; readonly options?: Options } = {},
): Promise<Observed> {
  const context = { options: options as O, schemas: {} };
  return shown(await check.look(memoryDifferential(base, head), context), head);
}

function parse(path: string, text: string): HclDocument | JsonDocument {
  const document = openDocument(path, { kind: "text", text, byteOrderMark: false });
  return path.endsWith(".json") ? parseJsonDocument(document) : parseHclDocument(document);
}

/** A check of one file's declarations. */
export async function observeFile<O>(
  check: FileCheck<O, HclDocument | JsonDocument>,
  text: string,
  { path = "main.tf", options = {} }: { readonly path?: string; readonly options?: Options } = {},
): Promise<Observed> {
  const observation = await check.look(parse(path, text), { options: options as O, facts: undefined });
  return shown(observation, { [path]: text });
}

const names = new Map<object, string>();

/** A check over the nodes of one file. */
export function observeNodes(code: object, text: string, path = "main.tf"): Observed {
  // The engine knows a check again by its name.
  const check = names.get(code) ?? `check-${names.size}`;
  names.set(code, check);
  const task = { rule: "rule", check, options: {}, code: code as StyleCheck };
  const limits = { now: cpuTime, ruleBudget: 10_000, fileBudget: 20_000 };
  const observation = lint(parse(path, text), [task], limits).get("rule");
  if (!observation || observation.gaps) throw new Error(JSON.stringify(observation?.gaps));
  return shown(observation, { [path]: text });
}

/** The text after every fix that is offered, safe or not. */
export function mended(text: string, { findings }: Observed): string {
  return applyFixes(
    text,
    findings.flatMap(({ fix }) => (fix ? [{ ...fix, safe: true }] : [])),
  ).text;
}
