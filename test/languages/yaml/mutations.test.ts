/** Sound manifests, mutated at random from a fixed seed: never a crash, every range in bounds and inside its parent's. */

import { describe, expect, it } from "@jest/globals";
import { load } from "js-yaml";
import { parseYaml } from "../../../languages/yaml/parse.ts";
import { faultOfProblems, faultOfTree, visited } from "../faults.ts";
import { fuzz, fuzzRounds, fuzzTime } from "../fuzz.ts";
import { mutate } from "../mutations.ts";
import { type Random, randomFrom } from "../random.ts";

const rounds = fuzzRounds(1_200);

const seeds = [
  "apiVersion: apps/v1 # stable\nkind: Deployment\nspec:\n  template:\n    containers:\n      - name: 'web'\n        image: \"nginx:1.27\"\n        args: [--port, 80, {a: b}]\n",
  "on:\n  push: {branches: [main]}\njobs:\n  test:\n    steps:\n      - run: |\n          make test\n          # not a comment\n\n      - uses: actions/checkout@v4\n---\n&a base: &b {x: *a}\n? complex\n: !t value\n",
  "groups:\n- name: api\n  rules:\n  - alert: Down\n    expr: >-\n      up == 0\n      and on() vector(1)\n    labels: {severity: page}\n  - record: 'job:up'\n",
] as const;
const insertions = [
  ..."\t\n:'\"[]{}|>#@%\\\u0000🚀\r?,",
  ...["  ", "- ", "&x", "*y", "!t", "---\n", "...\n", "<<: ", "? ", ": "],
] as [string, ...string[]];

let broken = 0;

function faultOf(text: string): string | undefined {
  const { tree, problems } = parseYaml(text);
  if (problems.length > 0) broken += 1;
  else if (text.includes("\0")) return "a NUL is taken";
  return faultOfProblems(problems, text.length) ?? faultOfTree(tree, text.length, visited);
}

describe("parseYaml on mutated manifests", () => {
  it(
    `keeps every range in bounds and nested in ${rounds} mutations`,
    () => {
      broken = 0;
      const text = (random: Random) => mutate(random.pick(seeds), insertions, random);
      expect(fuzz({ rounds, seed: 20_260_101, text, faultOf })).toEqual([]);
      expect(broken).toBeGreaterThan(rounds / 4);
      expect(broken).toBeLessThan(rounds * 0.95);
    },
    fuzzTime(rounds),
  );

  it("finds a fault that is planted", () => {
    const text = "a: [b, c]\n";
    const { tree } = parseYaml(text);
    const [document] = tree.documents;
    const short = { ...tree, documents: [{ ...document, type: "YamlDocument", range: [0, 3] as const }] };
    expect(faultOfTree(short, text.length, visited)).toMatch(/leaves its YamlDocument 0-3/u);
  });

  it("hides no sound line behind a broken one", () => {
    const { below } = randomFrom(7);
    for (let round = 0; round < 60; round += 1) {
      const lines = Array.from({ length: 30 }, (_, index) => `key${index}: value`);
      const at = 1 + below(28);
      lines[at] = ["bad: [1", 'bad: "x', "bad: a: b", "bad: @x", "   bad: 1", "bad", "\tbad: 1"][below(7)] ?? "";
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
