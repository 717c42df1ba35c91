/** `style/json/syntax` and `style/json/duplicate-keys`: what they find, where they stay silent, broken input. */

import { describe, expect, it } from "@jest/globals";
import duplicateKeys from "../../../../checks/style/json/duplicate-keys.ts";
import syntax from "../../../../checks/style/json/syntax.ts";
import { lintWith, lookAt, observe } from "../../look-at.ts";

describe("style/json/syntax", () => {
  it("tells each mistake at its place, with advice", async () => {
    const { findings } = await observe(syntax, "json", '{"image": nginx,\n "tag": 01}\n', {});
    expect(findings).toEqual([
      {
        message: "`nginx` stands without quotes.",
        advice: expect.stringContaining("double quotes"),
        at: { path: "some/json.file", range: [10, 15] },
      },
      {
        message: "`01` is no number of JSON.",
        advice: expect.any(String),
        at: { path: "some/json.file", range: [25, 27] },
      },
    ]);
  });

  it("stays silent on sound JSON and JSONC", async () => {
    expect(await lookAt(syntax, "json", '{"a": [1, {"b": "{{ x }}"}]}')).toEqual([]);
    expect(await lookAt(syntax, "jsonc", '{"a": 1, // one\n}')).toEqual([]);
  });

  it.each(['{"replicas": {{ .Values.replicas }}}', "{% if x %}{}{% endif %}", '{"a": ${port}}', '{"a": <%= port %>}'])(
    "does not judge a template: %s",
    async (text) => {
      const observation = await observe(syntax, "json", text, {});
      expect(observation).toEqual({ findings: [], gaps: [expect.objectContaining({ cause: "unsupported" })] });
    },
  );

  it("tells a few mistakes of a text that is no JSON at all", async () => {
    expect((await lookAt(syntax, "json", "\0\u0001PK".repeat(10_000))).length).toBeLessThanOrEqual(50);
  });
});

describe("style/json/duplicate-keys", () => {
  it("tells each later key with the line of the first", async () => {
    expect(await lintWith(duplicateKeys, "json", '{"a": 1,\n "b": {"a": 2},\n "a": 3, "\\u0061": 4}')).toEqual([
      '"a": `a` stands in this object already, on line 1: most readers take only the last one.',
      '"\\u0061": `a` stands in this object already, on line 1: most readers take only the last one.',
    ]);
  });

  it("stays silent on equal keys of different objects and on names of Object's own properties", async () => {
    expect(await lintWith(duplicateKeys, "json", '[{"a": 1}, {"a": 1, "constructor": 2, "__proto__": 3}]')).toEqual([]);
  });

  it("looks at what a broken text leaves", async () => {
    expect(await lintWith(duplicateKeys, "json", '{"a": 1 "a": , {1}, {2}')).toHaveLength(1);
  });
});
