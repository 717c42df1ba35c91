/** PromQL with random edits: no crash, ranges in bounds and nested, and a planted fault is found. Longer with `PLUMBLINE_FUZZ`. */

import { expect, test } from "@jest/globals";
import { readTemplate } from "../../../languages/prometheus/template.ts";
import { parsePromql } from "../../../languages/promql/parse.ts";
import { possibleLabels } from "../../../languages/promql/labels.ts";
import { childrenOf } from "../../../languages/promql/tree.ts";
import { typeProblems } from "../../../languages/promql/types.ts";
import { faultOfProblems, faultOfRanges, faultOfTree } from "../faults.ts";
import { fuzz, fuzzRounds, fuzzTime } from "../fuzz.ts";
import { mutate } from "../mutations.ts";
import type { Random } from "../random.ts";

const rounds = fuzzRounds();

const seeds = [
  'sum by (job) (rate(http_requests_total{code=~"5..",job!="a"}[5m] offset 1w)) / on (job) group_left (team) owners > 0.5',
  "histogram_quantile(0.99, sum without (pod) (increase(latency_bucket[1h30m] @ end()))) >= bool 3 or vector(1)",
  "max_over_time((a unless b)[1h:30s]) - ignoring (x, y) -c ^ 2 % count_values('v', d)",
  'label_replace(up, "host", `$1`, "instance", "(.*):\\\\d+") and {"a.b", c="d"} # why',
] as const;
const pieces = [..."()[]{},\"'`@-\\#:\n\0é😀", ...["5m", "1e9", "by", "offset", "==", "=~", "sum", "rate("]] as [
  string,
  ...string[],
];

function faultOf(text: string): string | undefined {
  const parsed = parsePromql(text);
  if ("problem" in parsed) return faultOfProblems([parsed.problem], text.length);
  possibleLabels(parsed.tree);
  for (const open of [`(${text}\n`, `${text}\n)`]) {
    if (!("problem" in parsePromql(open))) return "a bracket without the other is taken";
  }
  return (
    faultOfProblems(typeProblems(parsed.tree), text.length) ?? faultOfTree(parsed.tree, text.length, { childrenOf })
  );
}

test(
  `${rounds} mutations`,
  () => {
    const text = (random: Random) => mutate(random.pick(seeds), pieces, random);
    expect(fuzz({ rounds, seed: 7, text, faultOf })).toEqual([]);
  },
  fuzzTime(rounds),
);

test("a planted fault is found", () => {
  const text = seeds[2];
  const parsed = parsePromql(text);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  const narrow = { ...parsed.tree, range: [1, 9] as const };
  expect(faultOfTree(narrow, text.length, { childrenOf })).toMatch(/leaves its PromqlBinary/u);
});

const annotation =
  '{{ $x := .Labels.job }}{{ if eq $x "a" }}{{ printf "%s" $x | title }}{{ else }}{{ $value | humanize }}{{ end }}';
const marks = [...pieces, "{{", "}}", "{{ end }}", "{{ if .a }}", "$x", "|", ":="] as [string, ...string[]];

function faultOfAnnotation(text: string): string | undefined {
  const { fault, uses } = readTemplate(text);
  if (!fault && !readTemplate(`${text}{{ nosuch }}`).fault) return "a function that is none is taken";
  return faultOfRanges(
    [...uses, ...(fault ? [fault] : [])].map(({ range }) => range),
    text.length,
  );
}

test(
  `${rounds} mutations of a template`,
  () => {
    const text = (random: Random) => mutate(annotation, marks, random);
    expect(fuzz({ rounds, seed: 11, text, faultOf: faultOfAnnotation })).toEqual([]);
  },
  fuzzTime(rounds),
);
