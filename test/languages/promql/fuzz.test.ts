/** PromQL with random edits: no crash, ranges in bounds and nested, and a planted fault is found. Longer with `PLUMBLINE_FUZZ`. */

import { expect, test } from "@jest/globals";
import { readTemplate } from "../../../languages/prometheus/template.ts";
import { parsePromql } from "../../../languages/promql/parse.ts";
import { possibleLabels } from "../../../languages/promql/labels.ts";
import { childrenOf, everyNode } from "../../../languages/promql/tree.ts";
import { typeProblems } from "../../../languages/promql/types.ts";

const rounds = Number(process.env["PLUMBLINE_FUZZ"] ?? 3_000);

const seeds = [
  'sum by (job) (rate(http_requests_total{code=~"5..",job!="a"}[5m] offset 1w)) / on (job) group_left (team) owners > 0.5',
  "histogram_quantile(0.99, sum without (pod) (increase(latency_bucket[1h30m] @ end()))) >= bool 3 or vector(1)",
  "max_over_time((a unless b)[1h:30s]) - ignoring (x, y) -c ^ 2 % count_values('v', d)",
  'label_replace(up, "host", `$1`, "instance", "(.*):\\\\d+") and {"a.b", c="d"} # why',
];
const pieces = [
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  '"',
  "'",
  "`",
  "5m",
  "1e9",
  "by",
  "offset",
  "@",
  "-",
  "==",
  "=~",
  "\\",
  "#",
  "\n",
  "\0",
  "é",
  "😀",
  "sum",
  "rate(",
  ":",
];

/** A small generator of its own, so that a failure can be seen again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function mutated(text: string, next: () => number): string {
  let result = text;
  for (let edits = 1 + Math.floor(next() * 4); edits > 0; edits -= 1) {
    const at = Math.floor(next() * (result.length + 1));
    const length = next() < 0.5 ? 0 : Math.floor(next() * 6);
    const piece = next() < 0.7 ? (pieces[Math.floor(next() * pieces.length)] ?? "") : "";
    result = result.slice(0, at) + piece + result.slice(at + length);
  }
  return result;
}

test(`${rounds} mutations`, () => {
  const next = random(7);
  for (let round = 0; round < rounds; round += 1) {
    const text = mutated(seeds[round % seeds.length] ?? "", next);
    const parsed = parsePromql(text);
    const ranges = "problem" in parsed ? [parsed.problem] : typeProblems(parsed.tree);
    for (const { range } of ranges) {
      if (range[0] < 0 || range[0] > range[1] || range[1] > text.length) throw new Error(`out of bounds: ${text}`);
    }
    if ("problem" in parsed) continue;
    possibleLabels(parsed.tree);
    for (const node of everyNode(parsed.tree)) {
      for (const child of childrenOf(node)) {
        if (child.range[0] < node.range[0] || child.range[1] > node.range[1]) throw new Error(`not nested: ${text}`);
      }
    }
    expect("problem" in parsePromql(`(${text}\n`)).toBe(true);
    expect("problem" in parsePromql(`${text}\n)`)).toBe(true);
  }
});

test(`${rounds} mutations of a template`, () => {
  const next = random(11);
  const seed =
    '{{ $x := .Labels.job }}{{ if eq $x "a" }}{{ printf "%s" $x | title }}{{ else }}{{ $value | humanize }}{{ end }}';
  for (let round = 0; round < rounds; round += 1) {
    const text = mutated(seed, next);
    const { fault, uses } = readTemplate(text);
    for (const { range } of [...uses, ...(fault ? [fault] : [])]) {
      if (range[0] < 0 || range[0] > range[1] || range[1] > text.length) throw new Error(`out of bounds: ${text}`);
    }
    if (!fault) expect(readTemplate(`${text}{{ nosuch }}`).fault).toBeDefined();
  }
});
