/** Plain data of YAML and JSON trees: values, the way back to places, and what cannot be known. */

import { describe, expect, it } from "@jest/globals";
import { Ajv } from "ajv";
import { dataOf, unknownValue, type Data } from "../../languages/data.ts";
import { parseJson } from "../../languages/json/parse.ts";
import { parseYaml } from "../../languages/yaml/parse.ts";
import type { YamlDialect } from "../../languages/yaml/scalar.ts";
import { cpuTime } from "../cpu-time.ts";

function yaml(text: string, dialect: YamlDialect = "1.2"): Data {
  return dataOf(parseYaml(text).tree.documents[0]?.content, dialect);
}

function json(text: string): Data {
  return dataOf(parseJson(text, { comments: false }).tree.content);
}

describe("values", () => {
  it("are those of the reader's dialect", () => {
    expect(yaml("a: [1, yes, ~, 0x10, 'no', x]").value).toEqual({ a: [1, "yes", null, 16, "no", "x"] });
    expect(yaml("a: [yes, 0777]", "1.1").value).toEqual({ a: [true, 511] });
    expect(json('{"a": [1, "x", null, {"b": false}]}').value).toEqual({ a: [1, "x", null, { b: false }] });
    expect(yaml("").value).toBeNull();
  });

  it("hold names of Object's own properties as keys like any other", () => {
    const { value } = json('{"__proto__": {"admin": true}, "constructor": 1}');
    expect(Object.keys(value as object)).toEqual(["__proto__", "constructor"]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect((json("{}").value as { hasOwnProperty?: unknown }).hasOwnProperty).toBeUndefined();
  });

  it("can be validated and compared", () => {
    const schema = {
      properties: { ports: { uniqueItems: true }, toString: { type: "number" } },
      required: ["constructor"],
    };
    const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
    expect(validate(json('{"ports": [{"a": [1]}, {"a": [1]}], "toString": 1}').value)).toBe(false);
    expect(validate.errors?.map((error) => error.keyword).sort()).toEqual(["required", "uniqueItems"]);
  });
});

describe("locate", () => {
  const text = "spec:\n  a/b~c: 1\n  ports:\n    - port: 80\n    - port: 81\n  ports: [x]\n";

  it("finds key and value of a JSON pointer", () => {
    const place = yaml(text).locate("/spec/a~1b~0c");
    expect(place?.key && text.slice(...place.key)).toBe("a/b~c");
    expect(place && text.slice(...place.value)).toBe("1");
  });

  it("takes the last of equal keys, as the value does", () => {
    const place = yaml(text).locate("/spec/ports/0");
    expect(place && text.slice(...place.value)).toBe("x");
    expect(place).not.toHaveProperty("key");
    expect(yaml(text).locate("/spec/ports/7")).toBeUndefined();
    expect(yaml(text).locate("/nowhere/at/all")).toBeUndefined();
  });

  it("follows aliases to what they stand for", () => {
    const aliased = "base: &b\n  cpu: 1\nuse: *b\n";
    const place = yaml(aliased).locate("/use/cpu");
    expect(place?.key && text.length && aliased.slice(...place.key)).toBe("cpu");
    expect(aliased.slice(...(yaml(aliased).locate("/use")?.value ?? [0, 0]))).toBe("*b");
  });
});

describe("what cannot be known", () => {
  it.each([
    ["a: !Ref Bucket", "/a", "unknown"],
    ["a: !reference [x, y]", "/a/0", "unknown"],
    ["a: '{{ replicas }}'", "/a", "unknown"],
    ["a: ${{ inputs.n }}", "/a", "unknown"],
    ["a: ${REPLICAS}", "/a", "unknown"],
    ["a: $REPLICAS", "/a", "unknown"],
    ["a: *nowhere", "/a", "unknown"],
    ["a: &a [*a]", "/a/0", "unknown"],
    ["b: &b {x: 1}\na: {<<: *b, y: 2}", "/a", "open"],
    ["b: &b {x: 1}\na: {<<: *b, y: 2}", "/a/y", "known"],
    ["b: &b {x: 1}\na: {<<: *b, y: 2}", "", "partly"],
    ["b: &b {x: !Ref Y}\na: *b", "/a", "partly"],
    ["a: costs $5", "/a", "known"],
    ["a: !!str 1", "/a", "known"],
    ["? [1]\n: 2", "", "open"],
  ])("%j at %s is %s", (text, path, certainty) => {
    expect(yaml(text).certainty(path)).toBe(certainty);
  });

  it("stands as a symbol in the data", () => {
    expect(yaml("a: !Ref B").value).toEqual({ a: unknownValue });
  });
});

describe("hostile input", () => {
  it("never expands an alias bomb", () => {
    const lines = ["a: &a [x, x, x, x, x, x, x, x, x]"];
    for (let level = 1; level < 20; level += 1) {
      const [name, below] = [String.fromCharCode(97 + level), String.fromCharCode(96 + level)];
      lines.push(`${name}: &${name} [${Array(9).fill(`*${below}`).join(", ")}]`);
    }
    const data = yaml(lines.join("\n"));
    expect(data.certainty("/t")).not.toBe("known");
    const started = cpuTime();
    const items = { anyOf: [{ type: "string" }, { $ref: "#/$defs/list" }] };
    const validate = new Ajv({ strict: false }).compile({
      $defs: { list: { type: "array", items } },
      additionalProperties: { $ref: "#/$defs/list" },
    });
    expect(typeof validate(data.value)).toBe("boolean");
    expect(cpuTime() - started).toBeLessThan(2_000);
  });

  it("reads trees as deep as the parsers give", () => {
    const deep = `${"[".repeat(490)}${"]".repeat(490)}`;
    expect(json(deep).certainty("/0".repeat(489))).toBe("known");
    expect(yaml(deep).locate("/0".repeat(489))).toBeDefined();
  });
});
