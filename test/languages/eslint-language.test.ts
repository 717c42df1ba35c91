/** ESLint's Linter over our trees: one parse, right places, deep trees, a deadline, and comments that configure nothing. */

import { describe, expect, it } from "@jest/globals";
import { Linter, type Rule, type SourceCode } from "eslint";
import { indexLines } from "../../core/text.ts";
import {
  defineLanguage,
  sourceCodeFor,
  walk,
  type SourceOptions,
  type TreeNode,
} from "../../languages/eslint-language.ts";
import type { JsonNode, JsonValue } from "../../languages/json/tree.ts";
import type { JsonDocument } from "../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../languages/style-check.ts";

/** The document of a JSON text that is one array of numbers, each on a line of its own, after one comment. */
function portList(text: string): JsonDocument {
  const items: JsonValue[] = [...text.matchAll(/\d+/gu)].map((match) => ({
    type: "JsonValue",
    range: [match.index, match.index + match[0].length],
    value: Number(match[0]),
  }));
  return documentOf(text, { type: "JsonArray", range: [text.indexOf("["), text.length], items });
}

function documentOf(text: string, content: JsonNode): JsonDocument {
  return {
    path: "ports.json",
    text,
    byteOrderMark: false,
    language: "jsonc",
    kind: "plain",
    lines: indexLines(text),
    tree: { type: "JsonFile", range: [0, text.length], content, comments: [] },
    problems: [],
    waivers: [],
  };
}

const noPort22: StyleCheck<{ port: number }> = {
  meta: {
    docs: { languages: ["json", "jsonc"] },
    fixable: "code",
    schema: [{ type: "object", properties: { port: { type: "number", default: 22 } }, additionalProperties: false }],
  },
  create: (context) => ({
    JsonValue(node) {
      if (node.value !== context.options[0].port) return;
      reportFinding(context, {
        at: node,
        message: `\`${node.value}\` is open in \`${context.sourceCode.document.path}\` {{ .Values.port }}`,
        advice: "Close it.",
        fix: [{ range: node.range, text: "0" }],
      });
    },
  }),
};

const language = defineLanguage({ parse: (text) => portList(text) });

function lint(document: JsonDocument, rule: object = noPort22, options?: SourceOptions): Linter.LintMessage[] {
  const linter = new Linter();
  // ESLint's own types know only its JavaScript source code; its Linter takes any language's.
  const source = sourceCodeFor(document, options) as unknown as SourceCode;
  const config = {
    files: ["**/?*"],
    language: "plumbline/jsonc",
    plugins: { plumbline: { languages: { jsonc: language }, rules: { "style/ports": rule as Rule.RuleModule } } },
    rules: { "plumbline/style/ports": ["error", { port: 22 }] },
  } satisfies Linter.Config;
  return linter.verify(source, [config], document.path);
}

describe("linting a parsed document", () => {
  it("places findings by line and column, from 1, and keeps fixes as offsets", () => {
    expect(lint(portList("[\r\n  80,\r\n  22\r\n]"))).toEqual([
      expect.objectContaining({
        ruleId: "plumbline/style/ports",
        message: "`22` is open in `ports.json` {{ .Values.port }}\nClose it.",
        line: 3,
        column: 3,
        endLine: 3,
        endColumn: 5,
        fix: { range: [12, 14], text: "0" },
      }),
    ]);
  });

  it("takes no configuration and no directive from a comment", () => {
    const text = "/* eslint-disable */ // eslint-disable-line\n/* eslint plumbline/style/ports: off */\n[22]";
    expect(lint(portList(text))).toHaveLength(1);
  });

  it("walks a tree thousands of levels deep, gives parents, and matches selectors", () => {
    let content: JsonNode = { type: "JsonValue", range: [0, 0], value: 22 };
    for (let depth = 0; depth < 5_000; depth += 1) content = { type: "JsonArray", range: [0, 0], items: [content] };
    const seen: unknown[] = [];
    lint(documentOf("", content), {
      meta: { schema: [{ type: "object" }] },
      create: (context: { sourceCode: { getParent(node: TreeNode): TreeNode | undefined } }) => ({
        "JsonArray > JsonValue": (node: TreeNode) => seen.push(node.type, context.sourceCode.getParent(node)?.type),
        JsonFile: (node: TreeNode) => seen.push(node.type, context.sourceCode.getParent(node)),
      }),
    });
    expect(seen).toEqual(["JsonFile", undefined, "JsonValue", "JsonArray"]);
  });

  it("ends when the deadline throws", () => {
    const document = portList(`[${"1,".repeat(2_000)}22]`);
    let calls = 0;
    const onProgress = () => {
      calls += 1;
      if (calls > 3) throw new Error("out of time");
    };
    expect(() => lint(document, noPort22, { onProgress })).toThrow("out of time");
    expect(calls).toBe(4);
  });
});

describe("walk", () => {
  it("meets every node twice and ignores types that bear names of Object's own properties", () => {
    const odd = { type: "constructor", range: [0, 0] as const, children: [] };
    expect([...walk(odd)].map((step) => step.entering)).toEqual([true, false]);
  });
});

describe("the Language object", () => {
  it("serves a Linter that parses by itself, with options from the schema's defaults", () => {
    const messages = new Linter().verify(
      "[22]",
      [
        {
          files: ["**/?*"],
          language: "plumbline/jsonc",
          plugins: {
            plumbline: { languages: { jsonc: language }, rules: { ports: noPort22 as object as Rule.RuleModule } },
          },
          rules: { "plumbline/ports": ["error", {}] },
        },
      ],
      "ports.json",
    );
    expect(messages.map((message) => message.column)).toEqual([2]);
  });
});
