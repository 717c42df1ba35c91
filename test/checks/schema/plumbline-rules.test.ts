import { describe, expect, it } from "@jest/globals";
import { kindOf, languageOf } from "../../../core/kinds.ts";
import { indexLines } from "../../../core/text.ts";
import { inspectDocument } from "../../../engine/inspect-document.ts";

const path = ".github/plumbline.yml";

/** `line:column message` of every finding, by the engine and with the names that really exist. */
async function findingsIn(text: string): Promise<readonly string[]> {
  const language = languageOf(path);
  const task = { rule: "schema/plumbline-rules", check: "schema/plumbline-rules", options: {} };
  const kind = kindOf(path, text, language);
  expect(kind).toBe("plumbline-rules");
  const { observations } = await inspectDocument({ path, text, byteOrderMark: false, language, kind, tasks: [task] });
  const observation = observations["schema/plumbline-rules"];
  expect(observation?.gaps ?? []).toEqual([]);
  const lines = indexLines(text);
  return (observation?.findings ?? []).map(({ at, message }) => {
    const { line, column } = lines.position(at?.range[0] ?? -1);
    return `${line}:${column} ${message}`;
  });
}

describe("schema/plumbline-rules", () => {
  it("is silent about a rule set that validates", async () => {
    const text = `
extends: [recommended]
rules:
  context/ticket: { severity: failure, options: { patterns: ['OPS-\\d+'] } }
  style/yaml/*: off
`;
    expect(await findingsIn(text)).toEqual([]);
  });

  it("tells every mistake at its place", async () => {
    const text = `
extends: [severe]
rules:
  context/tiket: failure
  context/link: { options: { patern: x } }
ignore: vendor
`;
    expect(await findingsIn(text)).toEqual([
      "2:11 No preset is called `severe`.",
      "4:3 No rule is called `context/tiket`.",
      "5:30 `patern` is not a key that is known here.",
      "6:9 `ignore` is `vendor` where a list is expected.",
    ]);
  });

  it.each([
    ["lookahead", "(?=OPS)", "invalid or unsupported Perl syntax"],
    ["a repetition beyond its bounds", "a{1001}", "invalid repeat count"],
    ["repetitions that multiply", "((a{100}){100}){100}", "invalid repeat count"],
    ["an open group", "(OPS", "missing closing )"],
  ])("shows what the regular-expression engine refuses: %s", async (_, pattern, reason) => {
    const [finding] = await findingsIn(`rules:\n  context/ticket: { options: { patterns: ['${pattern}'] } }\n`);
    expect(finding).toMatch(/^2:43 Item 1 of `patterns`, the regular expression /u);
    expect(finding).toContain(reason);
  });

  it("leaves a file that does not parse to the check of syntax", async () => {
    expect(await findingsIn("rules: [\n")).toEqual([]);
  });
});
