/** Sound texts, mutated at random from a fixed seed. `PLUMBLINE_FUZZ=200000` runs that many rounds instead of a few thousand. */

import { expect, it } from "@jest/globals";
import { formatHcl } from "../../../languages/hcl/format.ts";
import { mostProblems } from "../../../languages/hcl/cursor.ts";
import { parseHcl } from "../../../languages/hcl/parse.ts";
import { scanHcl } from "../../../languages/hcl/scan.ts";
import type { HclFile } from "../../../languages/hcl/tree.ts";
import { faultOfProblems, faultOfTree, visited } from "../faults.ts";
import { fuzz, fuzzRounds, fuzzTime } from "../fuzz.ts";
import { mutate, partOf } from "../mutations.ts";
import type { Random } from "../random.ts";
import { mangle } from "./mangle.ts";
import { soundTexts } from "./texts.ts";

const rounds = fuzzRounds();

const insertions = [
  ..."{}[]()\"'.,=:?!-*#~;%$\\",
  ..."\n\r\t \u0000🚀é",
  ...["${", "%{", "}", "${~", "~}", "$${", "<<EOT\n", "<<-EOT\n", "\nEOT\n", "/*", "*/", "//", "\r\n", "..."],
  ...["for x in y : ", " if ", "in", "%{ if a }", "%{ else }", "%{ endif }", "%{ for a in b }", "%{ endfor }"],
  ...["a = 1\n", "b {\n", "}\n", '"x"', '"${a}"', ".0", "[*]", ".*", "1e9", "=>", "::", "&&", " ? ", " : ", "null"],
] as [string, ...string[]];

function mutated(random: Random): string {
  let text: string = random.pick(soundTexts as [string, ...string[]]);
  if (random.chance(0.7)) text = partOf(text, random);
  if (random.chance(0.3)) text = mangle(text, random);
  return mutate(text, insertions, random);
}

/** What is wrong with the tokens; `undefined` if between them stand only blanks. */
function faultOfTokens(text: string): string | undefined {
  let end = 0;
  for (const token of scanHcl(text)) {
    if (token.start < end || token.end < token.start) return `token at ${token.start} overlaps`;
    if (/[^ \t]/.test(text.slice(end, token.start))) return `text before ${token.start} is in no token`;
    ({ end } = token);
  }
  return end === text.length ? undefined : "the last token is not the end";
}

function faultOfLayout(text: string, tree: HclFile): string | undefined {
  const once = formatHcl(text, tree);
  const again = parseHcl(once);
  if (again.problems.length > 0) return `its layout does not parse: ${again.problems[0]?.message}`;
  return formatHcl(once, again.tree) === once ? undefined : "its layout has another layout";
}

let sound = 0;

function faultOf(text: string): string | undefined {
  const { tree, problems } = parseHcl(text);
  if (problems.length > mostProblems) return "too many problems";
  if (problems.length === 0) sound += 1;
  return (
    faultOfProblems(problems, text.length) ??
    faultOfTokens(text) ??
    faultOfTree(tree, text.length, visited) ??
    (problems.length === 0 ? faultOfLayout(text, tree) : undefined)
  );
}

it("finds a fault that is planted", () => {
  const text = "a {\n  b = [1, 2]\n}\nc = 3\n";
  const { tree } = parseHcl(text);
  expect(faultOfTree(tree, text.length, visited)).toBeUndefined();
  expect(faultOfTree(tree, text.length - 2, visited)).toMatch(/out of bounds/u);
  const [first, second] = tree.body.items;
  const swapped = { ...tree, body: { ...tree.body, items: [second, first] } };
  expect(faultOfTree(swapped, text.length, visited)).toMatch(/overlaps the one before it/u);
});

it(
  `survives ${rounds} mutations`,
  () => {
    sound = 0;
    expect(fuzz({ rounds, seed: 20, text: mutated, faultOf })).toEqual([]);
    expect(sound).toBeGreaterThan(rounds / 20);
  },
  fuzzTime(rounds),
);
