/** Results of other tools, in every format that is read: places, severities, and text that is none of it. */

import { describe, expect, test } from "@jest/globals";
import { readGitLab, readRdjson, readRdjsonl } from "../../../checks/config-test/results/json-formats.ts";
import { readByMatcher } from "../../../checks/config-test/results/problem-matcher.ts";
import type { ReadResults } from "../../../checks/config-test/results/result.ts";
import { readSarif, sarifTool } from "../../../checks/config-test/results/sarif.ts";
import { readCheckstyle, readJunit } from "../../../checks/config-test/results/xml-formats.ts";

const sarif = {
  version: "2.1.0",
  runs: [
    {
      results: [
        {
          ruleId: "DL3008",
          level: "warning",
          message: { text: "Pin versions" },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: "file:///src/a%20b/Dockerfile" },
                region: { startLine: 3, startColumn: 5 },
              },
            },
          ],
        },
        { level: "note", message: { text: "never mind" } },
        { level: "error", message: { text: "accepted" }, suppressions: [{ kind: "inSource" }] },
      ],
    },
  ],
};

const diagnostic = {
  message: "unused",
  severity: "WARNING",
  code: { value: "X1" },
  location: { path: "main.tf", range: { start: { line: 7, column: 2 } } },
};

const cases: readonly (readonly [string, ReadResults, string, object])[] = [
  [
    "sarif",
    readSarif,
    JSON.stringify(sarif),
    { file: "/src/a b/Dockerfile", line: 3, column: 5, message: "Pin versions", code: "DL3008" },
  ],
  [
    "rdjson",
    readRdjson,
    JSON.stringify({ diagnostics: [diagnostic] }),
    { file: "main.tf", line: 7, column: 2, message: "unused", code: "X1" },
  ],
  [
    "rdjsonl",
    readRdjsonl,
    `${JSON.stringify(diagnostic)}\n`,
    { file: "main.tf", line: 7, column: 2, message: "unused", code: "X1" },
  ],
  [
    "gitlab",
    readGitLab,
    JSON.stringify([
      {
        description: "too long",
        check_name: "len",
        severity: "minor",
        location: { path: "a.yml", lines: { begin: 4 } },
      },
      { description: "as you like", severity: "info", location: { path: "a.yml", lines: { begin: 1 } } },
    ]),
    { file: "a.yml", line: 4, message: "too long", code: "len" },
  ],
  [
    "checkstyle",
    readCheckstyle,
    `<?xml version="1.0"?><checkstyle><!-- <error line="1"/> --><file name='deploy.sh'><error line="2" column="1" severity="warning" message="Use &quot;cd&quot; &#60;x&#62;" source="SC2164"/><error line="9" severity="info" message="x"/></file></checkstyle>`,
    { file: "deploy.sh", line: 2, column: 1, message: 'Use "cd" <x>', code: "SC2164" },
  ],
  [
    "junit",
    readJunit,
    `<testsuites><testsuite><testcase name="starts" file="api.yml" line="3"><failure message="no port"/></testcase><testcase name="stops"/></testsuite></testsuites>`,
    { file: "api.yml", line: 3, message: "starts: no port" },
  ],
];

describe.each(cases)("%s", (_, read, text, expected) => {
  test("one result, at its place", () => {
    expect(read(text)).toEqual([expect.objectContaining(expected)]);
  });

  test.each(["", "null", "{", "[1]", "<a", '{"runs":7}', "\0", "[[[[".repeat(50_000), '<checkstyle a="'.repeat(5_000)])(
    "other text is none of it, or holds nothing",
    (other) => {
      expect(read(other) ?? []).toEqual([]);
    },
  );
});

test.each(["<!--", "<![CDATA[", "<a b='", '<a "'])("a megabyte of %j is read once", (opening) => {
  const before = process.cpuUsage().user;
  expect(readCheckstyle(`<checkstyle>${opening.repeat(1_000_000 / opening.length)}`)).toEqual([]);
  expect(process.cpuUsage(undefined).user - before).toBeLessThan(5_000_000);
});

test("sarif that counts its rules: their level, their words, their names, and the tool's", () => {
  const driver = {
    name: "Trivy",
    semanticVersion: "0.50.1",
    rules: [
      { id: "AVD-AWS-0107", messageStrings: { open: { text: "An ingress rule is open" } } },
      { id: "AVD-AWS-0001", defaultConfiguration: { level: "note" } },
    ],
  };
  const results = [
    { ruleIndex: 0, message: { id: "open" }, partialFingerprints: { "b/v1": "two", "a/v1": "one" } },
    { ruleIndex: 1, message: { text: "of no weight" } },
    {
      ruleId: "AVD-AWS-0107",
      message: { text: "Artifact: main.tf\nMessage: Open to all.\nLink: https://avd.example" },
    },
  ];
  const text = JSON.stringify({ runs: [{ tool: { driver }, results }] });
  expect(sarifTool(text)).toEqual({ tool: "Trivy", version: "0.50.1" });
  expect(readSarif(text)).toEqual([
    expect.objectContaining({ message: "An ingress rule is open", code: "AVD-AWS-0107", fingerprint: "one" }),
    expect.objectContaining({ message: "Open to all.", code: "AVD-AWS-0107" }),
  ]);
});

test("entities of the document's own stay words", () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><checkstyle><file name="f"><error line="1" message="&b;"/></file></checkstyle>`;
  expect(readCheckstyle(bomb)).toEqual([expect.objectContaining({ message: "&b;" })]);
});

describe("problem matcher", () => {
  const eslint = [
    { regexp: "^([^\\s].*)$", file: 1 },
    {
      regexp: "^\\s+(\\d+):(\\d+)\\s+(error|warning|info)\\s+(.+)\\s\\s+(\\S+)$",
      line: 1,
      column: 2,
      severity: 3,
      message: 4,
      code: 5,
      loop: true,
    },
  ];

  test("reads rows that follow one another, and repeats the last", () => {
    const output =
      "deploy.js\n  1:10  error  Missing semicolon  semi\n  2:4  warning  Unused  no-unused\n  3:1  info  Fine  x\n\nother\n";
    expect(readByMatcher(eslint, output)).toEqual([
      { file: "deploy.js", line: 1, column: 10, message: "Missing semicolon", code: "semi" },
      { file: "deploy.js", line: 2, column: 4, message: "Unused", code: "no-unused" },
    ]);
  });

  test("takes its time from the output, not from the pattern", () => {
    expect(readByMatcher([{ regexp: "^(a+)+$", message: 1 }], `${"a".repeat(4_000)}!\n`.repeat(20))).toEqual([]);
  });
});
