/** Runs one style check over one YAML text as a review does, and shows what it said. */

import type { Finding } from "../../../../core/finding.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { lint } from "../../../../engine/lint.ts";
import type { StyleCheck } from "../../../../languages/style-check.ts";
import { parseYamlDocument } from "../../../../languages/yaml/document.ts";
import { cpuTime } from "../../../cpu-time.ts";

export interface Observed {
  readonly findings: readonly Finding[];
  /** `line:column piece` of every finding. */
  readonly places: readonly string[];
  readonly messages: readonly string[];
  /** The text after all safe fixes. */
  readonly fixed: string;
}

interface Setting {
  readonly path?: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

export function observe(
  code: object,
  text: string,
  { path = "config/app.yaml", options = {} }: Setting = {},
): Observed {
  const document = parseYamlDocument(openDocument(path, { kind: "text", text, byteOrderMark: false }));
  const task = { rule: "rule", check: "rule", options, code: code as StyleCheck };
  const limits = { now: cpuTime, ruleBudget: 10_000, fileBudget: 20_000 };
  const observation = lint(document, [task], limits).get("rule");
  if (!observation || observation.gaps) throw new Error(JSON.stringify(observation?.gaps));
  const { findings } = observation;
  return {
    findings,
    places: findings.map(({ at }) => {
      if (!at) return "nowhere";
      const { line, column } = document.lines.position(at.range[0]);
      return `${line}:${column} ${text.slice(at.range[0], at.range[1])}`;
    }),
    messages: findings.map((finding) => finding.message),
    fixed: applySafeFixes(text, findings),
  };
}

function applySafeFixes(text: string, findings: readonly Finding[]): string {
  const edits = findings.flatMap(({ fix }) => (fix?.safe ? fix.edits : []));
  return edits
    .toSorted((left, right) => right.range[0] - left.range[0])
    .reduce((mended, { range, text: put }) => mended.slice(0, range[0]) + put + mended.slice(range[1]), text);
}
