/** Files of results as a whole: the format that is guessed, and where a broken one is broken. */

import { expect, test } from "@jest/globals";
import { readReportFile } from "../../../checks/config-test/results/report-file.ts";

const sarif = { runs: [{ tool: { driver: { name: "Trivy" } }, results: [{ message: { text: "open" } }] }] };
const diagnostic = { message: "open", location: { path: "main.tf" } };

test.each<[string, string]>([
  ["sarif", JSON.stringify(sarif, undefined, 2)],
  ["rdjson", JSON.stringify({ source: { name: "tfsec" }, diagnostics: [diagnostic] })],
  ["rdjsonl", `${JSON.stringify(diagnostic)}\n${JSON.stringify(diagnostic)}\n`],
  ["rdjsonl", JSON.stringify(diagnostic)],
  ["gitlab", `\n ${JSON.stringify([{ description: "open", location: { path: "main.tf" } }])}`],
  [
    "checkstyle",
    '<?xml version="1.0"?>\n<checkstyle><file name="a"><error line="1" message="open"/></file></checkstyle>',
  ],
  ["junit", '<testsuites><testsuite><testcase name="a"><failure/></testcase></testsuite></testsuites>'],
  ["checkstyle", '<checkstyle version="4.3"/>'],
])("%s is told from the text", (format, text) => {
  expect(readReportFile(text, undefined, 10)).toMatchObject({ format, beyond: 0 });
});

test("what is more than asked for is counted, and whose it is", () => {
  expect(readReportFile(JSON.stringify(sarif), undefined, 0)).toEqual({
    format: "sarif",
    tool: "Trivy",
    results: [],
    beyond: 1,
  });
});

test.each<[string, string, number, number, RegExp]>([
  ["a comma too many", '{\n  "runs": [\n    {"results": [,]}\n  ]\n}', 3, 18, /./u],
  ["cut off", '{\n  "runs": [\n    {"results": [', 3, 17, /./u],
  ["a broken line of rdjsonl", `${JSON.stringify(diagnostic)}\n\n{"message": }\n`, 3, 2, /./u],
  ["cut off XML", '<checkstyle>\n<file name="a">\n', 2, 16, /ends before `<\/checkstyle>`/u],
  ["plain text", "main.tf:3: open\n", 1, 1, /none of sarif, checkstyle, rdjson/u],
  ["nothing", "", 1, 1, /none of/u],
  ["a web page", "<!doctype html><html></html>", 1, 1, /none of/u],
])("%s: where, and what is wrong", (_, text, line, column, problem) => {
  expect(readReportFile(text, undefined, 10)).toEqual({ problem: expect.stringMatching(problem), line, column });
});

test.each<[Parameters<typeof readReportFile>[1], string]>([
  ["sarif", '{"diagnostics": []}'],
  ["rdjson", "[]"],
  ["gitlab", "{}"],
  ["junit", "<checkstyle></checkstyle>"],
])("what is named %s and is not is told", (format, text) => {
  expect(readReportFile(text, format, 10)).toEqual({ problem: `This is no ${format ?? ""}.`, line: 1, column: 1 });
});

test("deep nesting is no crash", () => {
  expect(readReportFile(`{"runs":${"[".repeat(100_000)}`, undefined, 10)).toMatchObject({ line: 1 });
});
