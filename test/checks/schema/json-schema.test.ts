/** `schema/json-schema`: where the schema comes from, what is said, what is never said. */

import { describe, expect, test } from "@jest/globals";

import { findings, observe } from "./look.ts";
import { cpuTime } from "../../cpu-time.ts";

const service = JSON.stringify({
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  required: ["image"],
  properties: {
    image: { type: "string" },
    port: { type: "integer", minimum: 1, maximum: 65_535 },
    region: { enum: ["eu-west-1", "us-east-1"] },
    owner: { type: "string", pattern: "^team-[a-z]+$" },
  },
  additionalProperties: false,
});
const tree = { "schemas/service.json": service };
const modeline = "# yaml-language-server: $schema=../schemas/service.json\n";

describe("where the schema comes from", () => {
  test.each([
    ["a line for the editor", { path: "deploy/api.yaml", text: `${modeline}image: api\nprot: 80\n`, tree }],
    ["a key of a YAML file", { path: "deploy/api.yaml", text: "$schema: ../schemas/service.json\nimage: api\n", tree }],
    [
      "a key of a JSON file",
      { path: "deploy/api.json", text: '{\n  "$schema": "../schemas/service.json",\n  "image": "api" }', tree },
    ],
    ["a path from the root", { path: "a/b.json", text: '{ "$schema": "schemas/service.json", "image": "api" }', tree }],
    ["the rule", { path: "deploy/api.yaml", text: "image: api\nprot: 80\n", tree, schema: "schemas/service.json" }],
    [
      "an address that the rule set maps",
      {
        path: "deploy/api.json",
        text: '{ "$schema": "https://example.com/service.json", "image": "api" }',
        tree,
        schemas: { "https://example.com/service.json": "schemas/service.json" },
      },
    ],
  ])("%s", async (_, situation) => {
    const found = await findings(situation);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/`(?:prot|\$schema)` is not a key of this file/u);
  });

  test("a rule may name a schema that we ship", async () => {
    const found = await findings({ path: "ci/build.yaml", text: "name: build\n", schema: "github-workflow" });
    expect(found).toEqual(["1:1 `on` is missing in this file."]);
  });

  test("well-known addresses stand for what we ship", async () => {
    const text = '{ "$schema": "https://json.schemastore.org/package.json", "private": "yes" }';
    expect(await findings({ path: "site/manifest.json", text })).toEqual([
      "1:59 `private` is text; allowed: `true` or `false`.",
    ]);
  });

  test("a file without any is told so", async () => {
    expect(await observe({ path: "deploy/api.yaml", text: "image: api\n" })).toEqual({
      findings: [],
      skipped: "no schema is known for it",
    });
  });

  test("a remote one is a gap that says how to map it", async () => {
    const text = "# yaml-language-server: $schema=https://example.com/api.json\nimage: api\n";
    expect((await observe({ path: "deploy/api.yaml", text })).gaps).toEqual([
      {
        path: "deploy/api.yaml",
        reason:
          "the schema `https://example.com/api.json` is remote and not loaded: map it to a file under `schemas:` of the rules",
        cause: "unsupported",
      },
    ]);
  });

  test("one that leads out of the repository is not read", async () => {
    const observation = await observe({ path: "deploy/api.json", text: '{ "$schema": "../../etc/passwd" }' });
    expect(observation.findings).toEqual([]);
    expect(observation.gaps?.[0]?.reason).toBe(
      "the schema `../../etc/passwd` lies outside of the repository and is not read",
    );
  });

  test("one that is not there is a finding at its name", async () => {
    const text = '{ "$schema": "../schemas/nothing.json" }';
    expect(await findings({ path: "deploy/api.json", text })).toEqual([
      "1:15 The schema `schemas/nothing.json` that this file names does not exist.",
    ]);
  });

  test("an installed one is not expected to be there", async () => {
    const observation = await observe({
      path: "turbo.json",
      text: '{ "$schema": "./node_modules/turbo/schema.json" }',
    });
    expect(observation).toEqual({
      findings: [],
      gaps: [
        {
          path: "turbo.json",
          reason: "the schema `node_modules/turbo/schema.json` is not part of the repository",
          cause: "unsupported",
        },
      ],
    });
  });

  test.each([
    ["{ nothing", "the schema `schemas/service.json` does not parse"],
    ["[]", "the schema `schemas/service.json` does not parse"],
    ['{ "type": 7 }', "`schemas/service.json` is not a usable JSON Schema"],
    [
      '{ "$schema": "https://example.com/dialect" }',
      "the schema `schemas/service.json` is written in a dialect that is not known",
    ],
    [
      '{ "$ref": "https://example.com/other.json" }',
      "the schema `schemas/service.json` refers to `https://example.com/other.json`, which is not loaded: map it to a file under `schemas:` of the rules",
    ],
  ])("a schema like %s is a gap", async (schema, reason) => {
    const observation = await observe({
      path: "deploy/api.yaml",
      text: `${modeline}a: 1\n`,
      tree: { "schemas/service.json": schema },
    });
    expect(observation.findings).toEqual([]);
    expect(observation.gaps?.map((gap) => gap.reason)).toEqual([reason]);
  });

  test("local schemas are read with what they refer to", async () => {
    const schemas = {
      "schemas/service.json": '{ "properties": { "port": { "$ref": "parts/port.json#/definitions/port" } } }',
      "schemas/parts/port.json": '{ "definitions": { "port": { "$ref": "../base.yaml" } } }',
      "schemas/base.yaml": "type: integer\n",
    };
    const text = `${modeline}port: http\n`;
    expect(await findings({ path: "deploy/api.yaml", text, tree: schemas })).toEqual([
      "2:1 `port` is text; allowed: a whole number.",
    ]);
  });

  test("their own addresses count as well", async () => {
    const schemas = {
      "schemas/service.json":
        '{ "$id": "https://example.com/service.json", "properties": { "port": { "$ref": "https://example.com/port.json" } } }',
      "schemas/port.json": '{ "$id": "https://example.com/port.json", "type": "integer" }',
    };
    const text = `${modeline}port: http\n`;
    const map = { "https://example.com/port.json": "schemas/port.json" };
    expect(await findings({ path: "deploy/api.yaml", text, tree: schemas, schemas: map })).toHaveLength(1);
  });

  test.each([
    ["http://json-schema.org/draft-04/schema#", '"maximum": 80, "exclusiveMaximum": true'],
    ["http://json-schema.org/draft-06/schema#", '"exclusiveMaximum": 80'],
    ["http://json-schema.org/draft-07/schema#", '"exclusiveMaximum": 80'],
    ["https://json-schema.org/draft/2019-09/schema", '"exclusiveMaximum": 80'],
    ["https://json-schema.org/draft/2020-12/schema", '"exclusiveMaximum": 80'],
  ])("the dialect %s is read", async (dialect, limit) => {
    const schema = `{ "$schema": "${dialect}", "properties": { "port": { ${limit} } } }`;
    const text = `${modeline}port: 80\n`;
    expect(await findings({ path: "deploy/api.yaml", text, tree: { "schemas/service.json": schema } })).toEqual([
      "2:1 `port` is `80`; it must be < 80.",
    ]);
  });
});

describe("what it says", () => {
  const say = (text: string) => findings({ path: "deploy/api.yaml", text, tree, schema: "schemas/service.json" });

  test.each([
    [
      "a key that is misspelt",
      "imagee: api\nimage: api\n",
      "1:1 `imagee` is not a key of this file; did you mean `image`?",
    ],
    [
      "a key that is unknown",
      "image: api\nreplicas: 2\n",
      "2:1 `replicas` is not a key of this file; allowed: `image`, `port`, `region`, `owner`.",
    ],
    ["a key that is missing", "port: 80\n", "1:1 `image` is missing in this file."],
    ["another type", "image: 12\n", "1:1 `image` is a number; allowed: text."],
    ["a list for a text", "image: [api]\n", "1:1 `image` is a list; allowed: text."],
    [
      "a word that is misspelt",
      "image: a\nregion: eu-wets-1\n",
      "2:1 `region` is `eu-wets-1`; did you mean `eu-west-1`?",
    ],
    ["a word of its own", "image: a\nregion: mars\n", "2:1 `region` is `mars`; allowed: `eu-west-1`, `us-east-1`."],
    ["a text of another form", "image: a\nowner: me\n", "2:1 `owner` is `me`, which does not match `^team-[a-z]+$`."],
    ["a number out of bounds", "image: a\nport: 0\n", "2:1 `port` is `0`; it must be >= 1."],
  ])("%s", async (_, text, message) => {
    expect(await say(text)).toEqual([message]);
  });

  test("every document of a stream is looked at", async () => {
    expect(await say("image: a\n---\nport: 80\n---\n---\nimage: 1\n")).toEqual([
      "3:1 `image` is missing in this file.",
      "6:1 `image` is a number; allowed: text.",
    ]);
  });

  test("a misspelt key is one mistake, though the right one is then missing", async () => {
    expect(await say("imagee: a\n")).toEqual(["1:1 `imagee` is not a key of this file; did you mean `image`?"]);
    expect(await say("port: 80\ncolour: a\n")).toHaveLength(2);
  });

  test("a secret is not written out", async () => {
    const schema = '{ "properties": { "password": { "pattern": "^vault:" } } }';
    const text = "password: hunter2\n";
    const found = await findings({ path: "a.yaml", text, tree: { "s.json": schema }, schema: "s.json" });
    expect(found).toEqual(["1:1 `password` is another value, which does not match `^vault:`."]);
  });

  test("each key is held to its own pattern", async () => {
    const schema = JSON.stringify({
      properties: { region: { pattern: "^eu-[a-z-]+$" }, owner: { pattern: "^team-[a-z]+$" } },
      patternProperties: { "^port-[0-9]+$": { type: "integer" } },
      additionalProperties: false,
    });
    const look = (text: string) => findings({ path: "a.yaml", text, tree: { "s.json": schema }, schema: "s.json" });
    expect(await look("region: eu-west\nowner: team-edge\nport-1: 80\n")).toEqual([]);
    expect(await look("region: eu-west\nowner: eu-west\nport-1: 80\n")).toEqual([
      "2:1 `owner` is `eu-west`, which does not match `^team-[a-z]+$`.",
    ]);
  });

  test("one place gets one finding", async () => {
    const schema = '{ "properties": { "port": { "minimum": 100, "multipleOf": 7, "enum": [700] } } }';
    expect(
      await findings({ path: "a.yaml", text: "port: 9\n", tree: { "s.json": schema }, schema: "s.json" }),
    ).toHaveLength(1);
  });
});

describe("choices", () => {
  const schema = JSON.stringify({
    definitions: {
      bucket: {
        type: "object",
        properties: { type: { const: "bucket" }, name: { type: "string" } },
        required: ["type", "name"],
        additionalProperties: false,
      },
      queue: {
        type: "object",
        properties: { type: { const: "queue" }, size: { type: "integer" } },
        required: ["type", "size"],
        additionalProperties: false,
      },
    },
    properties: {
      store: { oneOf: [{ $ref: "#/definitions/bucket" }, { $ref: "#/definitions/queue" }] },
      command: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
      key: { type: "object", anyOf: [{ required: ["file"] }, { required: ["value"] }] },
      both: { oneOf: [{ type: "integer" }, { minimum: 3 }] },
    },
  });
  const say = (text: string) => findings({ path: "a.yaml", text, tree: { "s.json": schema }, schema: "s.json" });

  test.each([
    [
      "the branch that its own word chooses",
      "store:\n  type: queue\n  size: big\n",
      ["3:3 `store.size` is text; allowed: a whole number."],
    ],
    ["the branch of the same type", "command:\n  - run\n  - 7\n", ["3:5 `command[1]` is a number; allowed: text."]],
    ["all types, where none fits", "command: { a: 1 }\n", ["1:1 `command` is a mapping; allowed: text or a list."]],
    ["all keys, where none is there", "key: { name: a }\n", ["1:1 `key` lacks one of `file`, `value`."]],
    ["that more than one fits", "both: 4\n", ["1:1 `both` fits none of the forms that the schema allows."]],
  ])("%s", async (_, text, messages) => {
    expect(await say(text)).toEqual(messages);
  });
});

describe("what it never says", () => {
  const say = (text: string) => findings({ path: "deploy/api.yaml", text, tree, schema: "schemas/service.json" });

  test.each([
    ["a template", 'image: api\nport: "{{ port }}"\nregion: ${REGION}\n'],
    ["a tag of the reader's", "image: !secret api\nport: !env PORT\n"],
    ["a key that a merge may bring", "<<: *defaults\nport: 80\n"],
    ["a key that is filled in", 'image: api\n"{{ name }}": 1\n'],
    ["an alias without end", "image: &a [*a]\n".replace("image", "image: api\nregion")],
  ])("anything about %s", async (_, text) => {
    expect(await say(text)).toEqual([]);
  });

  test("anything while the text does not parse", async () => {
    const observation = await observe({ path: "a.yaml", text: "image: [\n", tree, schema: "schemas/service.json" });
    expect(observation).toEqual({
      findings: [],
      gaps: [{ path: "a.yaml", reason: "waits until it parses", cause: "input" }],
    });
  });
});

describe("hostile input", () => {
  const say = (text: string, schema: string) =>
    observe({ path: "a.yaml", text, tree: { "s.json": schema }, schema: "s.json" });

  test("a pattern that backtracks runs in linear time", async () => {
    const text = `a: ${"a".repeat(50_000)}!\n`;
    const started = cpuTime();
    const observation = await say(text, '{ "properties": { "a": { "pattern": "^(a+)+$" } } }');
    expect(observation.findings).toHaveLength(1);
    expect(cpuTime() - started).toBeLessThan(5_000);
  });

  test("a pattern that needs backtracking is a gap and never fires", async () => {
    const observation = await say("a: x\n", '{ "properties": { "a": { "pattern": "^(?!x)" } } }');
    expect(observation.findings).toEqual([]);
    expect(observation.gaps).toEqual([
      {
        path: "a.yaml",
        reason: "the pattern `^(?!x)` of the schema `s.json` is not checked: it needs backtracking",
        cause: "unsupported",
      },
    ]);
  });

  test.each([
    ["in names of keys", '{ "patternProperties": { "^(?!x)": { "type": "integer" } }, "additionalProperties": false }'],
    ["under a negation", '{ "not": { "properties": { "a": { "pattern": "^(?!y)" } } } }'],
    ["in a choice", '{ "oneOf": [{ "properties": { "a": { "pattern": "^(?!y)" } } }, { "required": ["a"] }] }'],
  ])("such a pattern %s does not turn the answer round", async (_, schema) => {
    expect((await say("a: x\n", schema)).findings).toEqual([]);
  });

  test("a schema that is deep, large, or refers to itself ends", async () => {
    const deep = `${'{"not":'.repeat(20_000)}{}${"}".repeat(20_000)}`;
    expect((await say("a: 1\n", deep)).gaps).toHaveLength(1);
    const large = JSON.stringify({ anyOf: Array.from({ length: 250_000 }, () => ({})) });
    expect((await say("a: 1\n", large)).gaps).toHaveLength(1);
    expect((await say("a: 1\n", `{ "x": "${"x".repeat(5_100_000)}" }`)).gaps).toHaveLength(1);
    expect(
      (await say("a: { a: { a: 1 } }\n", '{ "type": "object", "additionalProperties": { "$ref": "#" } }')).findings,
    ).toHaveLength(1);
  });

  test("a file that is its own schema ends", async () => {
    const observation = await observe({ path: "a.json", text: '{ "$schema": "./a.json", "type": "object" }' });
    expect(observation.findings).toEqual([]);
    expect(observation.gaps).toHaveLength(1);
  });

  test("an alias bomb and deep nesting end", async () => {
    const bomb = [
      "a: &a [x, x, x]",
      ...[..."bcdefghij"].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghi"[at]}`).join(", ")}]`),
    ];
    const schema = '{ "additionalProperties": { "items": { "$ref": "#/additionalProperties" } } }';
    expect((await say(`${bomb.join("\n")}\n`, schema)).findings).toEqual([]);
    const nested = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    expect((await say(nested, '{ "type": "array" }')).gaps).toHaveLength(1);
  });

  test("keys called `__proto__` and `constructor` are keys", async () => {
    const text = '{ "__proto__": { "a": 1 }, "constructor": 2 }';
    const tree = { "s.json": '{ "properties": { "a": {} }, "additionalProperties": false }' };
    expect(await findings({ path: "a.json", text, tree, schema: "s.json" })).toEqual([
      "1:3 `__proto__` is not a key of this file; allowed: `a`.",
      "1:28 `constructor` is not a key of this file; allowed: `a`.",
    ]);
    const mapped = await observe({ path: "__proto__.json", text: '{ "$schema": "__proto__" }', tree: {} });
    expect(mapped.findings).toHaveLength(1);
  });

  test("`$schema` deep in a text, or in a string, names nothing", async () => {
    const text = '{ "a": { "$schema": "x.json" }, "b": "\\"$schema\\": \\"y.json\\"" }';
    expect((await observe({ path: "a.json", text })).skipped).toBeDefined();
  });
});
