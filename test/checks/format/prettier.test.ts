/** `format/prettier`: when it looks, whose options it follows, what it says. */

import { describe, expect, test } from "@jest/globals";

import prettierCheck from "../../../checks/format/prettier.ts";
import type { Observation } from "../../../core/check.ts";
import { indexLines } from "../../../core/text.ts";
import type { JsonDocument, MarkdownDocument, YamlDocument } from "../../../languages/parsed.ts";
import { treeOf } from "../tree-of.ts";

type Formattable = YamlDocument | JsonDocument | MarkdownDocument;

interface Situation {
  readonly path?: string;
  readonly text: string;
  readonly head?: Readonly<Record<string, string>>;
  readonly base?: Readonly<Record<string, string>>;
  readonly enabled?: boolean;
  readonly broken?: boolean;
}

function documentOf(path: string, text: string, broken: boolean): Formattable {
  const common = {
    path,
    text,
    byteOrderMark: false,
    kind: "plain" as const,
    lines: indexLines(text),
    problems: broken ? [{ message: "does not parse", range: [0, 1] as const }] : [],
    waivers: [],
  };
  const range = [0, text.length] as const;
  if (path.endsWith(".md")) {
    return { ...common, language: "markdown", tree: { type: "MarkdownFile", range, children: [], comments: [] } };
  }
  if (path.endsWith(".json")) {
    return { ...common, language: "json", tree: { type: "JsonFile", range, content: undefined, comments: [] } };
  }
  return { ...common, language: "yaml", tree: { type: "YamlFile", range, documents: [], comments: [] } };
}

async function look(situation: Situation): Promise<Observation> {
  const { path = "deploy/values.yaml", text, head = {}, base = head, enabled = false, broken = false } = situation;
  const document = documentOf(path, text, broken);
  const trees = { own: treeOf(head), base: treeOf(base) };
  const facts = await prettierCheck.gather?.([document], trees, { options: { enabled }, schemas: {} });
  return prettierCheck.look(document, { options: { enabled }, facts: structuredClone(facts?.get(path)) });
}

/** What `plumbline fix` would write. */
function mended(text: string, observation: Observation): string {
  const edits = observation.findings.flatMap((finding) => finding.fix?.edits ?? []);
  return edits.reduceRight((result, { range, text: replacement }) => {
    return result.slice(0, range[0]) + replacement + result.slice(range[1]);
  }, text);
}

const untidy = "replicas:   2\nimage: api\nports:    [80,443]\n";

describe("when it looks", () => {
  test("a repository without configuration is told so, and nothing else", async () => {
    expect(await look({ text: untidy })).toEqual({
      findings: [],
      skipped: "not checked, no Prettier configuration found",
    });
  });

  test("`.editorconfig` alone does not switch it on", async () => {
    const observation = await look({ text: untidy, head: { ".editorconfig": "root = true\n[*]\nindent_size = 4\n" } });
    expect(observation.skipped).toBe("not checked, no Prettier configuration found");
  });

  test("a rule may ask for it", async () => {
    expect((await look({ text: untidy, enabled: true })).findings).toHaveLength(2);
  });

  test.each([
    [".prettierrc", ""],
    [".prettierrc.json", "{}"],
    ["deploy/.prettierrc.yaml", "tabWidth: 2"],
    ["package.json", '{ "name": "site", "prettier": {} }'],
  ])("%s switches it on", async (path, text) => {
    expect((await look({ text: untidy, head: { [path]: text } })).findings).toHaveLength(2);
  });

  test("a manifest of npm without the key does not", async () => {
    const head = { "package.json": '{ "devDependencies": { "prettier": "3.0.0" } }' };
    expect((await look({ text: untidy, head })).skipped).toBeDefined();
  });

  test("a text that does not parse waits", async () => {
    const observation = await look({ text: "a: [", enabled: true, broken: true });
    expect(observation.findings).toEqual([]);
    expect(observation.gaps).toEqual([{ path: "deploy/values.yaml", reason: "waits until it parses", cause: "input" }]);
  });
});

describe("whose options it follows", () => {
  test("the nearest configuration wins alone", async () => {
    const head = { ".prettierrc": "singleQuote: true", "deploy/.prettierrc": "printWidth: 100" };
    expect((await look({ text: 'image: "api"\n', head })).findings).toEqual([]);
  });

  test("overrides count for the paths they name", async () => {
    const head = {
      ".prettierrc.json": JSON.stringify({
        overrides: [{ files: "*.yaml", excludeFiles: "other/**", options: { singleQuote: true } }],
      }),
    };
    expect((await look({ text: 'image: "api"\n', head })).findings).toHaveLength(1);
    expect((await look({ text: 'image: "api"\n', head, path: "other/a.yaml" })).findings).toEqual([]);
    expect((await look({ text: 'image: "api"\n', head, path: "deploy/a.yml" })).findings).toEqual([]);
  });

  test("`.editorconfig` fills what the configuration leaves open", async () => {
    const editorconfig = "root = true\n[*.{json,yaml}]\nindent_style = space\nindent_size = 4\n";
    const text = '{\n    "a": {\n        "b": 1\n    }\n}\n';
    const head = { ".prettierrc": "", ".editorconfig": editorconfig };
    expect((await look({ path: "deploy/a.json", text, head })).findings).toEqual([]);
    expect(
      (await look({ path: "a.json", text, head: { ...head, ".prettierrc": "tabWidth: 2" } })).findings,
    ).not.toEqual([]);
  });

  test("an `.editorconfig` above a root one is not read", async () => {
    const head = {
      ".prettierrc": "",
      ".editorconfig": "[*]\nindent_size = 8\n",
      "deploy/.editorconfig": "root = true\n[values.yaml]\nindent_size = 2\n",
    };
    expect((await look({ path: "deploy/a.json", text: '{\n  "a": {\n    "b": 1\n  }\n}\n', head })).findings).toEqual(
      [],
    );
  });

  test("plugins are never loaded; those of other languages leave the check standing", async () => {
    const head = { ".prettierrc": '{ "plugins": ["prettier-plugin-tailwindcss"], "tailwindConfig": "./t.js" }' };
    const observation = await look({ text: untidy, head });
    expect(observation.findings).toHaveLength(2);
    expect(observation.gaps).toEqual([
      { path: "deploy/values.yaml", reason: "`plugins` of `.prettierrc` are not loaded", cause: "unsupported" },
    ]);
  });

  test.each(['{ "plugins": ["./evil.mjs"] }', '{ "plugins": ["prettier-plugin-packagejson"] }', '{ "plugins": [{}] }'])(
    "with %s the layout is unknown",
    async (configuration) => {
      const observation = await look({ text: untidy, head: { ".prettierrc": configuration } });
      expect(observation.findings).toEqual([]);
      expect(observation.gaps).toHaveLength(1);
    },
  );

  test.each([".prettierrc.mjs", "prettier.config.ts", "deploy/.prettierrc.cjs"])("%s is not executed", async (path) => {
    const observation = await look({ text: untidy, head: { [path]: "process.exit(1)" } });
    expect(observation).toEqual({
      findings: [],
      gaps: [
        {
          path: "deploy/values.yaml",
          reason: `JavaScript configuration is not executed: \`${path}\``,
          cause: "unsupported",
        },
      ],
    });
  });

  test.each([
    ["a parser of its own", '{ "parser": "./parser.js" }', "unsupported"],
    ["a value that is none", '{ "tabWidth": 1000000000 }', "input"],
    ["a list", "[1]", "input"],
    ["what does not parse", "{ a: [", "input"],
    ["20,000 brackets", "[".repeat(20_000), "input"],
    ["a package", '"@company/prettier-config"', "unsupported"],
  ])("%s ends in a gap", async (_, configuration, cause) => {
    const observation = await look({ text: untidy, head: { ".prettierrc.json": configuration } });
    expect(observation.findings).toEqual([]);
    expect(observation.gaps?.map((gap) => gap.cause)).toEqual([cause]);
  });

  test("keys called `__proto__` configure nothing", async () => {
    const head = { ".prettierrc.json": '{ "__proto__": { "singleQuote": true }, "constructor": 1 }' };
    expect((await look({ text: 'image: "api"\n', head })).findings).toEqual([]);
  });
});

describe("what is ignored", () => {
  test.each(["web/pnpm-lock.yaml", "package-lock.json"])(
    "what a package manager writes is left alone: %s",
    async (path) => {
      const observation = await look({ path, text: untidy, head: { ".prettierrc": "" } });
      expect(observation).toEqual({ findings: [], skipped: "a lock file is as its tool writes it" });
    },
  );

  test("`.prettierignore` of the base counts", async () => {
    const head = { ".prettierrc": "", ".prettierignore": "deploy/\n!deploy/values.yaml\n" };
    expect((await look({ text: untidy, head })).skipped).toBe("`.prettierignore` ignores it");
  });

  test("one that the change adds silences nothing", async () => {
    const observation = await look({
      text: untidy,
      head: { ".prettierrc": "", ".prettierignore": "*" },
      base: { ".prettierrc": "" },
    });
    expect(observation.findings).toHaveLength(2);
  });

  test("one of a folder counts from there", async () => {
    const head = { ".prettierrc": "", "deploy/.prettierignore": "/values.yaml" };
    expect((await look({ text: untidy, head })).skipped).toBe("`deploy/.prettierignore` ignores it");
    expect((await look({ text: untidy, head, path: "deploy/api/values.yaml" })).findings).toHaveLength(2);
  });
});

describe("what it says", () => {
  test("one finding per hunk, with the replacement", async () => {
    const observation = await look({ text: untidy, enabled: true });
    expect(observation.findings).toEqual([
      {
        message: "1 line differs from Prettier's layout in white space only.",
        advice: "Run `plumbline fix`.",
        at: { path: "deploy/values.yaml", range: [0, 13] },
        fix: { safe: true, edits: [{ range: [0, 14], text: "replicas: 2\n" }] },
      },
      {
        message: "1 line differs from Prettier's layout in white space only.",
        advice: "Run `plumbline fix`.",
        at: { path: "deploy/values.yaml", range: [25, 43] },
        fix: { safe: true, edits: [{ range: [25, 44], text: "ports: [80, 443]\n" }] },
      },
    ]);
    expect(mended(untidy, observation)).toBe("replicas: 2\nimage: api\nports: [80, 443]\n");
  });

  test.each([
    ["a missing final newline", "a: 1", "1 line differs from Prettier's layout in the missing final newline."],
    ["quotes", "a: 'b'\n", "1 line differs from Prettier's layout in quotes only."],
    ["blank lines", "a: 1\n\n\n\nb: 2\n", "2 lines differ from Prettier's layout in blank lines."],
  ])("names %s", async (_, text, message) => {
    const observation = await look({ text, enabled: true });
    expect(observation.findings.map((finding) => finding.message)).toEqual([message]);
  });

  test("line endings stay as they are unless the configuration says", async () => {
    const text = "a: 1\r\nb: 2\r\n";
    expect((await look({ text, enabled: true })).findings).toEqual([]);
    const observation = await look({ text, head: { ".prettierrc": "endOfLine: lf" } });
    expect(observation.findings[0]?.message).toBe("2 lines differ from Prettier's layout in line endings.");
    expect(mended(text, observation)).toBe("a: 1\nb: 2\n");
  });

  test("Markdown is laid out, and its code is only read", async () => {
    const text = '# Roll-out\n* one\n* two\n\n```json\n{"a":1}\n```\n';
    const observation = await look({ path: "README.md", text, enabled: true });
    expect(mended(text, observation)).toBe('# Roll-out\n\n- one\n- two\n\n```json\n{ "a": 1 }\n```\n');
  });
});

describe("bad input", () => {
  test.each([
    ["20,000 brackets", "deploy/a.json", "[".repeat(20_000)],
    ["20,000 closed brackets", "deploy/a.json", "[".repeat(20_000) + "]".repeat(20_000)],
    ["nested YAML", "deploy/a.yaml", "[".repeat(20_000) + "]".repeat(20_000)],
    ["NUL bytes", "deploy/a.json", "\0\0{}"],
  ])("%s ends in a gap", async (_, path, text) => {
    const observation = await look({ path, text, enabled: true });
    expect(observation.findings).toEqual([]);
    expect(observation.gaps).toEqual([{ path, reason: "Prettier cannot read it", cause: "input" }]);
  });

  test("an alias bomb is laid out like any text", async () => {
    const bomb = [
      "a: &a [x, x]",
      ...[..."bcdefghij"].map((name, index) => `${name}: &${name} [*${"abcdefghi"[index]}, *a]`),
    ];
    expect((await look({ text: `${bomb.join("\n")}\n`, enabled: true })).findings).toEqual([]);
  });

  test("a line of 5 MB is left alone", async () => {
    const observation = await look({ path: "a.json", text: `"${"x".repeat(5_000_000)}"`, enabled: true });
    expect(observation.gaps?.[0]?.cause).toBe("unsupported");
  });

  test("a name like `__proto__.yaml` is a name", async () => {
    expect((await look({ path: "__proto__/__proto__.yaml", text: untidy, enabled: true })).findings).toHaveLength(2);
  });
});

test("many folders cost one listing and one read", async () => {
  const documents = Array.from({ length: 60 }, (_, index) => documentOf(`unit-${index}/a/values.yaml`, untidy, false));
  const own = treeOf({ ".prettierrc": "", "unit-3/.prettierrc": "", "unit-3/package.json": "{}" });
  await prettierCheck.gather?.(documents, { own, base: treeOf({}) }, { options: { enabled: false }, schemas: {} });
  expect(own.batches.map((batch) => [...batch].sort())).toEqual([
    [".prettierrc", "unit-3/.prettierrc", "unit-3/package.json"],
  ]);
});
