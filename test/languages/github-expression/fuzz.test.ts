/** Expressions of workflows with random edits: no crash, either a tree or a problem, ranges in bounds and nested. */

import { expect, it } from "@jest/globals";
import { parseExpression } from "../../../languages/github-expression/parse.ts";
import { childrenOf } from "../../../languages/github-expression/tree.ts";
import { faultOfProblems, faultOfTree } from "../faults.ts";
import { fuzz, fuzzRounds, fuzzTime } from "../fuzz.ts";
import { mutate } from "../mutations.ts";
import type { Random } from "../random.ts";

const rounds = fuzzRounds();

const seeds = [
  "github.event_name == 'push' && !contains(github.ref, 'release') || always()",
  "format('{0}-{1}', matrix.os[0], toJSON(needs.*.result))",
  "steps.build.outputs['a-b'] >= -1.5e3 && (inputs.x || secrets.TOKEN != null)",
] as const;
const pieces = [..."()[].*'!, <é\u0000-🚀\n", ...["&&", "||", "==", "0x", "github", "1e", "''", "${{", "}}"]] as [
  string,
  ...string[],
];

const text = (random: Random) => mutate(random.pick(seeds), pieces, random);

function faultOf(source: string, parse = parseExpression): string | undefined {
  const { expression, problem } = parse(source);
  if ((expression === undefined) === (problem === undefined)) return "neither a tree nor a problem, or both";
  if (problem) return faultOfProblems([problem], source.length);
  return expression && faultOfTree(expression, source.length, { childrenOf });
}

it(
  `survives ${rounds} mutations`,
  () => expect(fuzz({ rounds, seed: 7, text, faultOf: (source) => faultOf(source) })).toEqual([]),
  fuzzTime(rounds),
);

it("finds a fault that is planted", () => {
  const faulty: typeof parseExpression = (source) => {
    const parsed = parseExpression(source);
    const { expression } = parsed;
    return expression?.type === "binary" ? { expression: { ...expression, range: [1, 2] } } : parsed;
  };
  const faults = fuzz({ rounds: 300, seed: 7, text, faultOf: (source) => faultOf(source, faulty) });
  expect(faults.join("\n")).toMatch(/leaves its binary 1-2/u);
});
