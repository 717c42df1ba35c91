/** The YAML tree: places, styles, comments, duplicate keys, anchors; and what hostile texts do to it. */

import { describe, expect, it } from "@jest/globals";
import { loadAll } from "js-yaml";
import { parseAllDocuments } from "yaml";
import { parseYaml } from "../../../languages/yaml/parse.ts";
import { resolveScalar } from "../../../languages/yaml/scalar.ts";
import type { YamlNode } from "../../../languages/yaml/tree.ts";
import { cpuTime } from "../../cpu-time.ts";

/** Plain data of a tree without aliases and duplicate keys, as any YAML 1.2 loader gives it. */
function valueOf(node: YamlNode | undefined): unknown {
  if (!node) return null;
  if (node.type === "YamlScalar") return resolveScalar(node, "1.2");
  if (node.type === "YamlAlias") return `*${node.name}`;
  if (node.type === "YamlSequence") return node.items.map(valueOf);
  return Object.fromEntries(node.pairs.map((pair) => [String(valueOf(pair.key)), valueOf(pair.value)]));
}

function first(text: string): YamlNode {
  const { tree, problems } = parseYaml(text);
  expect(problems).toEqual([]);
  const content = tree.documents[0]?.content;
  if (!content) throw new Error("no content");
  return content;
}

/** Every node's text by its range, in reading order. */
function pieces(text: string): string[] {
  const found: string[] = [];
  function visit(node: YamlNode | undefined): void {
    if (!node) return;
    found.push(`${node.type.slice(4)} ${JSON.stringify(text.slice(...node.range))}`);
    if (node.type === "YamlSequence") node.items.forEach(visit);
    if (node.type === "YamlMapping") {
      for (const pair of node.pairs) {
        found.push(`Pair ${JSON.stringify(text.slice(...pair.range))}`);
        visit(pair.key);
        visit(pair.value);
      }
    }
  }
  for (const document of parseYaml(text).tree.documents) visit(document.content);
  return found;
}

const manifest = `# Serves the shop
apiVersion: apps/v1   # stable
kind: Deployment
metadata: {name: shop, labels: {"app": 'shop', tier: front}}
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: shop
        image: "registry.example.com/shop:1.2"
        args: ["--port", '80', [a, b: c]]
        command:
          - sh
          - -c
          - |
            echo "# no comment"
            exec shop

        env: []
      - {}
---
>-
  folded
  text
---
# only a comment
---
? [complex, key]
: - value
? lonely
`;

describe("parseYaml", () => {
  it.each([
    ["a manifest", manifest],
    ["CRLF line ends", manifest.replaceAll("\n", "\r\n")],
    ["no final newline", "ports:\n  - 80\n  - 443"],
    ["block scalars that keep and strip", "keep: |+\n  one\n\n\nstrip: >-\n  two\n  three\nindented: |2\n   four\n"],
    ["escapes and folds", "motd: \"tab\\tcaf\\u00e9 \\\n  joined\"\nplain: one\n  two\n\n  three\nsingle: 'it''s'\n"],
    ["empty values", "a:\nb:\n  c:\n  d: # none\ne:\n-\n- \n- f:\n"],
    ["empty values of a list", "-\n- \n- f:\n-   # none\n"],
    ["flow with trailing commas", "{a, b: , c: [1, 2, ], ? d : e, 'f':1, }"],
    ["tags", "a: !!str 12\nb: !Ref Thing\nc: !!null\nd: !Sub\n  - x\n"],
    ["directives and marks", "%YAML 1.2\n---\na: 1\n...\n# between\n---\nb: 2\n"],
    ["several empty documents", "---\n---\na: 1\n---\n"],
  ])("has the values of other readers: %s", (_name, text) => {
    const { tree, problems } = parseYaml(text);
    const reference = parseAllDocuments(text, { logLevel: "silent" });
    if (reference.some((document) => document.errors.length > 0)) {
      expect(problems).not.toEqual([]);
      return;
    }
    expect(problems).toEqual([]);
    const values = tree.documents.map((document) => valueOf(document.content));
    if (!text.includes("!") && !text.includes("complex")) expect(values).toEqual(loadAll(text));
    expect(values.length).toBe(reference.length);
  });

  it("puts a range on every node", () => {
    expect(pieces("a: [x, {y: 'z'}]\nb:\n  - &n !t v\n  - *n\n")).toEqual([
      `Mapping "a: [x, {y: 'z'}]\\nb:\\n  - &n !t v\\n  - *n"`,
      `Pair "a: [x, {y: 'z'}]"`,
      'Scalar "a"',
      `Sequence "[x, {y: 'z'}]"`,
      'Scalar "x"',
      `Mapping "{y: 'z'}"`,
      `Pair "y: 'z'"`,
      'Scalar "y"',
      `Scalar "'z'"`,
      'Pair "b:\\n  - &n !t v\\n  - *n"',
      'Scalar "b"',
      'Sequence "- &n !t v\\n  - *n"',
      'Scalar "v"',
      'Alias "*n"',
    ]);
  });

  it("gives block scalars their header and their last line of text", () => {
    const content = first("script: |-  # runs at boot\n  a\n  b\n\nnext: 1\n");
    expect(content).toMatchObject({
      pairs: [{ value: { style: "literal", raw: "|-  # runs at boot\n  a\n  b", value: "a\nb" } }, {}],
    });
    expect(parseYaml("script: |-  # runs at boot\n  a\n").tree.comments).toHaveLength(1);
  });

  it("puts an empty value right after its colon, and starts an explicit pair at its question mark", () => {
    const text = "a:   # none\n? b\n: c\n? d\n";
    const content = first(text);
    if (content.type !== "YamlMapping") throw new Error("no mapping");
    expect(content.pairs.map((pair) => pair.range)).toEqual([
      [0, 2],
      [12, 19],
      [20, 23],
    ]);
    expect(content.pairs[0]?.value).toEqual({ type: "YamlScalar", range: [2, 2], style: "plain", raw: "", value: "" });
  });

  it("leaves a colon that begins the next key to that key", () => {
    expect(pieces("? a\n:b: c\n")).toEqual([
      'Mapping "? a\\n:b: c"',
      'Pair "? a"',
      'Scalar "a"',
      'Scalar ""',
      'Pair ":b: c"',
      'Scalar ":b"',
      'Scalar "c"',
    ]);
  });

  it("keeps tags and anchors beside the node", () => {
    expect(first("a: &base !Thing {b: 1}\n")).toMatchObject({
      pairs: [{ value: { tag: "!Thing", anchor: { name: "base", range: [3, 8] }, range: [16, 22] } }],
    });
    expect(first("&root\na: &none\nb: !!null\n")).toMatchObject({
      anchor: { name: "root", range: [0, 5] },
      pairs: [{ value: { anchor: { name: "none" }, range: [14, 14] } }, { value: { tag: "!!null", range: [24, 24] } }],
    });
  });

  it("tells the lone pair in a list from a mapping in braces", () => {
    expect(pieces("[a: b, {c: d}: e, {f}]").slice(1)).toEqual([
      'Mapping "a: b"',
      'Pair "a: b"',
      'Scalar "a"',
      'Scalar "b"',
      'Mapping "{c: d}: e"',
      'Pair "{c: d}: e"',
      'Mapping "{c: d}"',
      'Pair "c: d"',
      'Scalar "c"',
      'Scalar "d"',
      'Scalar "e"',
      'Mapping "{f}"',
      'Pair "f"',
      'Scalar "f"',
      'Scalar ""',
    ]);
  });

  it("finds every comment and nothing else", () => {
    const text = "# top\na: 'x # y' # one\nb: c#d\n---  # mark\n[ # in\n 1, # two\n]\n# end";
    expect(parseYaml(text).tree.comments.map((comment) => comment.text)).toEqual([
      "top",
      "one",
      "mark",
      "in",
      "two",
      "end",
    ]);
  });

  it("keeps duplicate keys and does not expand aliases", () => {
    const content = first("a: &x 1\na: *x\n<<: *x\n__proto__: 2\n");
    expect(content).toMatchObject({ pairs: [{}, { value: { type: "YamlAlias", name: "x" } }, {}, {}] });
  });

  it("covers the text with its documents", () => {
    const text = "# head\na: 1\n--- # two\nb: 2\n...\n---\n";
    expect(parseYaml(text).tree.documents.map((document) => text.slice(...document.range))).toEqual([
      "# head\na: 1\n",
      "--- # two\nb: 2\n...\n",
      "---\n",
    ]);
  });

  it("takes an empty text, blanks and comments as no document", () => {
    for (const text of ["", " \n\n", "# nothing\n"]) {
      expect(parseYaml(text)).toMatchObject({ tree: { documents: [] }, problems: [] });
    }
  });
});

describe("parseYaml on hostile texts", () => {
  it.each([
    ["brackets", "[".repeat(20_000)],
    ["closed brackets", "[".repeat(20_000) + "]".repeat(20_000)],
    ["braces", "{a: ".repeat(20_000)],
    ["dashes", "- ".repeat(20_000)],
    ["indentation", Array.from({ length: 1_500 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join("")],
  ])("says clearly that %s are nested too deep", (_name, text) => {
    const { problems } = parseYaml(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/nested more than 1,000 levels/u);
  });

  it("leaves an alias bomb folded", () => {
    const lines = Array.from({ length: 30 }, (_, level) => {
      const items = level === 0 ? "lol" : Array.from({ length: 9 }, () => `*l${level - 1}`).join(", ");
      return `l${level}: &l${level} [${items}]\n`;
    });
    expect(parseYaml(lines.join("")).problems).toEqual([]);
  });

  it("reads 5 MB on one line, sound or broken, in bounded time", () => {
    const started = cpuTime();
    const words = "word ".repeat(1_000_000);
    expect(parseYaml(`a: ${words}`).problems).toEqual([]);
    expect(parseYaml(`a: "${words}`).problems).toHaveLength(1);
    expect(parseYaml(`a: [${"1, ".repeat(1_500_000)}`).problems).toHaveLength(1);
    expect(parseYaml(`a: ${"b: ".repeat(1_600_000)}`).problems).toHaveLength(1);
    expect(parseYaml(`${"x: [ ".repeat(1_000)}${words}`).problems.length).toBeGreaterThan(0);
    expect(cpuTime() - started).toBeLessThan(20_000);
  });
});
