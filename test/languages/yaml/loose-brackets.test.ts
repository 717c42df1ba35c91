/** Brackets whose content stands no deeper than their key: what every reader takes is taken, and nothing else. */

import { describe, expect, it } from "@jest/globals";
import { parseYaml } from "../../../languages/yaml/parse.ts";
import { resolveScalar } from "../../../languages/yaml/scalar.ts";
import type { YamlNode } from "../../../languages/yaml/tree.ts";
import { cpuTime } from "../../cpu-time.ts";

function plain(node: YamlNode | undefined): unknown {
  if (node?.type === "YamlScalar") return resolveScalar(node, "1.2");
  if (node?.type === "YamlSequence") return node.items.map(plain);
  if (node?.type !== "YamlMapping") return undefined;
  return Object.fromEntries(node.pairs.map(({ key, value }) => [String(plain(key)), plain(value)]));
}

function read(text: string): unknown {
  const { tree, problems } = parseYaml(text);
  expect(problems).toEqual([]);
  return plain(tree.documents[0]?.content);
}

describe("brackets at any indentation", () => {
  it.each([
    ["a: {\n  b: 1,\n}\nc: [\n  1,\n]\n", { a: { b: 1 }, c: [1] }],
    ["api:\n  ports: [\n    80,\n    443\n  ]\n  owner: edge\n", { api: { ports: [80, 443], owner: "edge" } }],
    ["- ports: {\n    web: 80\n  }\n- next\n", [{ ports: { web: 80 } }, "next"]],
    ["api:\n  args: [\n  '--wait',\n  '--all'\n  ]\n", { api: { args: ["--wait", "--all"] } }],
    ["a: {\r\n  b: 1\r\n}\r\n", { a: { b: 1 } }],
    ["a: [\n  'x # y', # first\n  2 # last\n]\n", { a: ["x # y", 2] }],
    ["a: [\n  one\n  two\n]\n", { a: ["one two"] }],
  ])("reads %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ["a: 'up{\n  job=\"api\"\n}'\nb: 1\n", { a: 'up{ job="api" }', b: 1 }],
    ['- alert:\n    text: "Suggestions\n  have stopped."\n', [{ alert: { text: "Suggestions have stopped." } }]],
    ['- alert:\n    text: "It\\\n  has\n\n  stopped."\n', [{ alert: { text: "Ithas\nstopped." } }]],
    ["a: 'one\r\ntwo'\r\nb: 1\r\n", { a: "one two", b: 1 }],
  ])("reads on in quotes that close, %j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it("keeps comments and places", () => {
    const text = "a: [\n  1, # first\n  2 # last\n]\nb: 2\n";
    const { tree } = parseYaml(text);
    expect(tree.comments.map(({ range }) => text.slice(...range))).toEqual(["# first", "# last"]);
    const content = tree.documents[0]?.content;
    if (content?.type !== "YamlMapping") throw new Error("no mapping");
    expect(content.pairs.map(({ range }) => text.slice(...range))).toEqual([
      "a: [\n  1, # first\n  2 # last\n]",
      "b: 2",
    ]);
  });

  it.each([
    ["a: [1, 2\nb: 3\n", "The bracket `[` that opens on line 1 is never closed."],
    ["a: {b: 1\nc: {d: 2}\n", "The bracket `{` that opens on line 1 is never closed."],
    [
      'a: "open\nb: closed"\n',
      'The quote `"` that opens on line 1 is never closed, so everything below belongs to it.',
    ],
    ["- 'open\n- closed'\n", "The quote `'` that opens on line 1 is never closed, so everything below belongs to it."],
  ])("still says what is wrong with %j", (text, message) => {
    expect(parseYaml(text).problems[0]?.message).toBe(message);
  });

  it("says what else is wrong, and nothing about the brackets", () => {
    const { problems } = parseYaml("a: {\n  b: 1\n}\nc: [\n  2\n]\nd: %x\n");
    expect(problems.map(({ range }) => range[0])).toEqual([28]);
  });

  it("ends soon on a text full of them", () => {
    const started = cpuTime();
    parseYaml("a: [\n1\n]\n".repeat(20_000));
    parseYaml(`a: ${"[\n".repeat(900)}`);
    expect(cpuTime() - started).toBeLessThan(10_000);
  });
});
