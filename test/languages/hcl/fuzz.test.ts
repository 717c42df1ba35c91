/** Sound texts, mutated at random from a fixed seed. `PLUMBLINE_FUZZ=200000` runs that many rounds instead of a few thousand. */

import { expect, it } from "@jest/globals";
import { walk, type TreeNode } from "../../../languages/eslint-language.ts";
import { formatHcl } from "../../../languages/hcl/format.ts";
import { mostProblems } from "../../../languages/hcl/cursor.ts";
import { parseHcl } from "../../../languages/hcl/parse.ts";
import { scanHcl } from "../../../languages/hcl/scan.ts";
import type { HclFile } from "../../../languages/hcl/tree.ts";
import { mangle } from "./mangle.ts";
import { randomFrom, type Random } from "./random.ts";
import { soundTexts } from "./texts.ts";
import { cpuTime } from "../../cpu-time.ts";

const rounds = Number(process.env["PLUMBLINE_FUZZ"] ?? 3_000);
/** Milliseconds for one text of a few kilobytes, on a machine that has other things to do. */
const patience = 3_000;

const insertions = [
  ..."{}[]()\"'.,=:?!-*#~;%$\\",
  ..."\n\r\t \u0000🚀é",
  ...["${", "%{", "}", "${~", "~}", "$${", "<<EOT\n", "<<-EOT\n", "\nEOT\n", "/*", "*/", "//", "\r\n", "..."],
  ...["for x in y : ", " if ", "in", "%{ if a }", "%{ else }", "%{ endif }", "%{ for a in b }", "%{ endfor }"],
  ...["a = 1\n", "b {\n", "}\n", '"x"', '"${a}"', ".0", "[*]", ".*", "1e9", "=>", "::", "&&", " ? ", " : ", "null"],
] as [string, ...string[]];

function mutated(random: Random): string {
  let text: string = random.pick(soundTexts as [string, ...string[]]);
  const start = random.below(text.length);
  // Mostly a piece of the text: short texts are soonest read, and each cut leaves something open.
  if (random.chance(0.7)) text = text.slice(start, start + 20 + random.below(600));
  if (random.chance(0.3)) text = mangle(text, random);
  for (let left = random.below(5); left > 0; left -= 1) text = mutateOnce(text, random);
  return text;
}

function mutateOnce(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const length = random.below(random.chance(0.2) ? 60 : 4);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + text.slice(at, at + length).repeat(2) + text.slice(at + length);
    case 2: {
      const from = random.below(text.length + 1);
      return text.slice(0, at) + text.slice(from, from + length) + text.slice(at);
    }
    default:
      return text.slice(0, at) + random.pick(insertions) + text.slice(at);
  }
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

/** What is wrong with the ranges; `undefined` if they nest, in the order of the text. */
function faultOfTree(tree: HclFile, length: number): string | undefined {
  const ends = new Map<TreeNode, number>();
  for (const { node, parent, entering } of walk(tree)) {
    if (!entering) continue;
    const [start, end] = node.range;
    if (start < 0 || end > length || end < start) return `${node.type} ${start}-${end} is out of bounds`;
    if (!parent) continue;
    if (start < parent.range[0] || end > parent.range[1])
      return `${node.type} ${start}-${end} leaves its ${parent.type}`;
    if (start < (ends.get(parent) ?? 0)) return `${node.type} ${start}-${end} overlaps the one before it`;
    ends.set(parent, end);
  }
  return undefined;
}

function faultOfLayout(text: string, tree: HclFile): string | undefined {
  const once = formatHcl(text, tree);
  const again = parseHcl(once);
  if (again.problems.length > 0) return `its layout does not parse: ${again.problems[0]?.message}`;
  return formatHcl(once, again.tree) === once ? undefined : "its layout has another layout";
}

function faultOf(text: string): string | undefined {
  const { tree, problems } = parseHcl(text);
  if (problems.length > mostProblems) return "too many problems";
  for (const { range, message } of problems) {
    if (range[0] < 0 || range[1] > text.length || range[1] < range[0]) return `range of "${message}"`;
  }
  const fault = faultOfTokens(text) ?? faultOfTree(tree, text.length);
  return fault ?? (problems.length === 0 ? faultOfLayout(text, tree) : undefined);
}

it(
  `survives ${rounds} mutations`,
  () => {
    const random = randomFrom(20);
    const faults: string[] = [];
    let sound = 0;
    let slowest = 0;
    for (let round = 0; round < rounds && faults.length < 5; round += 1) {
      const text = mutated(random);
      const started = cpuTime();
      const fault = faultOf(text);
      slowest = Math.max(slowest, cpuTime() - started);
      if (fault !== undefined) faults.push(`${fault} in ${JSON.stringify(text)}`);
      if (parseHcl(text).problems.length === 0) sound += 1;
    }
    expect(faults).toEqual([]);
    expect(slowest).toBeLessThan(patience);
    expect(sound).toBeGreaterThan(rounds / 20);
  },
  60_000 + rounds * 10,
);
