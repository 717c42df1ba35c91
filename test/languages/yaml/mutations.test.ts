/** Sound manifests, mutated at random from a fixed seed: never a crash, every range in bounds and inside its parent's. */

import { describe, expect, it } from "@jest/globals";
import { load } from "js-yaml";
import { walk, type TreeNode } from "../../../languages/eslint-language.ts";
import { parseYaml } from "../../../languages/yaml/parse.ts";

const seeds = [
  "apiVersion: apps/v1 # stable\nkind: Deployment\nspec:\n  template:\n    containers:\n      - name: 'web'\n        image: \"nginx:1.27\"\n        args: [--port, 80, {a: b}]\n",
  "on:\n  push: {branches: [main]}\njobs:\n  test:\n    steps:\n      - run: |\n          make test\n          # not a comment\n\n      - uses: actions/checkout@v4\n---\n&a base: &b {x: *a}\n? complex\n: !t value\n",
  "groups:\n- name: api\n  rules:\n  - alert: Down\n    expr: >-\n      up == 0\n      and on() vector(1)\n    labels: {severity: page}\n  - record: 'job:up'\n",
];
const insertions = [
  "\t",
  "  ",
  "\n",
  ":",
  "- ",
  "'",
  '"',
  "[",
  "]",
  "{",
  "}",
  "|",
  ">",
  "&x",
  "*y",
  "!t",
  "#",
  "@",
  "%",
  "\\",
  "---\n",
  "\u0000",
  "🚀",
  "\r",
  "?",
  ",",
];

/** A small linear congruential generator: the same mutations on every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function mutate(text: string, random: (below: number) => number): string {
  let mutated = text;
  for (let count = 1 + random(3); count > 0; count -= 1) {
    const at = random(mutated.length);
    const removed = random(3) === 0 ? random(12) : 0;
    const inserted = random(4) === 0 ? "" : (insertions[random(insertions.length)] ?? "");
    mutated = mutated.slice(0, at) + inserted + mutated.slice(at + removed);
  }
  return mutated;
}

function misplaced(text: string, root: TreeNode): string[] {
  const found: string[] = [];
  for (const { node, parent, entering } of walk(root)) {
    if (!entering) continue;
    const [start, end] = node.range;
    const isInside = !parent || (start >= parent.range[0] && end <= parent.range[1]);
    if (!(start >= 0 && start <= end && end <= text.length && isInside)) found.push(`${node.type} ${start}-${end}`);
  }
  return found;
}

describe("parseYaml on mutated manifests", () => {
  it("keeps every range in bounds and nested, and has a problem exactly where js-yaml has one", () => {
    const random = randomFrom(20_260_101);
    let broken = 0;
    for (let round = 0; round < 1_200; round += 1) {
      const text = mutate(seeds[round % seeds.length] ?? "", random);
      const { tree, problems } = parseYaml(text);
      expect({ text, misplaced: misplaced(text, tree) }).toEqual({ text, misplaced: [] });
      for (const { range, message } of problems) {
        const isPlaced = range[0] >= 0 && range[0] <= range[1] && range[1] <= text.length;
        expect({ text, message, isPlaced }).toEqual({ text, message, isPlaced: true });
      }
      if (problems.length > 0) broken += 1;
      else expect(text).not.toMatch(/\u0000/u);
    }
    expect(broken).toBeGreaterThan(300);
    expect(broken).toBeLessThan(1_150);
  });

  it("hides no sound line behind a broken one", () => {
    const random = randomFrom(7);
    for (let round = 0; round < 60; round += 1) {
      const lines = Array.from({ length: 30 }, (_, index) => `key${index}: value`);
      const at = 1 + random(28);
      lines[at] = ["bad: [1", 'bad: "x', "bad: a: b", "bad: @x", "   bad: 1", "bad", "\tbad: 1"][random(7)] ?? "";
      const { tree, problems } = parseYaml(lines.join("\n"));
      expect(problems).toHaveLength(1);
      const content = tree.documents[0]?.content;
      const keys = content?.type === "YamlMapping" ? content.pairs.map((pair) => pair.key) : [];
      const kept = keys.filter((key) => key.type === "YamlScalar" && key.value.startsWith("key"));
      expect({ line: lines[at], kept: kept.length }).toEqual({ line: lines[at], kept: 29 });
    }
  });

  it("mends what the advice says: the indentation of the next line", () => {
    const text = "spec:\n  containers:\n    - name: a\n    image: b\n";
    const advice = parseYaml(text).problems[0]?.advice;
    expect(advice).toBe("Indent line 4 by two more spaces.");
    expect(load(text.replace("    image", "      image"))).toEqual({
      spec: { containers: [{ name: "a", image: "b" }] },
    });
  });
});
