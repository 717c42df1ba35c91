/** The line formats that build servers read: workflow commands, Checkstyle, rdjson, and our own JSON. */

import { describe, expect, test } from "@jest/globals";
import { checkstyle } from "../../reporters/checkstyle.ts";
import { githubAnnotations } from "../../reporters/github-annotations.ts";
import { reporterNames, reporters } from "../../reporters/index.ts";
import { json } from "../../reporters/json.ts";
import { rdjson } from "../../reporters/rdjson.ts";
import {
  annotation,
  checked,
  designReport,
  hostileName,
  hostileReport,
  place,
  report,
  rule,
} from "./report-fixture.ts";

const options = { version: "0.1.0" };
const syntax = rule("style/yaml/syntax");

describe("workflow commands", () => {
  test("one command a finding, places first, then the sum", () => {
    expect(githubAnnotations(designReport, options).split("\n")).toEqual([
      "::error file=k8s/api/deploy.yaml,line=23,endLine=23,col=9,title=YAML does not parse (style/yaml/syntax)::`image` starts at column 9, its sibling `name` (line 22) at column 11.%0AIndent line 23 by two more spaces.",
      "::error title=No ticket (context/ticket)::none in title, body, branch `open-ssh` or 2 commits.%0AWrite `Refs: OPS-123` in the description.",
      "::warning file=network/sg.tf,line=14,endLine=14,col=9,title=Open ports (security/terraform/open-ports)::port 22 opened to 0.0.0.0/0",
      "::notice title=Plumbline::2 to mend before merge: YAML does not parse, no ticket (1 warning)",
      "",
    ]);
  });

  test("a hostile name or message cannot start a command of its own", () => {
    const lines = githubAnnotations(hostileReport, options).trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^::error file=k8s\/[^:,]*%0A%3A%3Aerror%3A%3A[^:,]*,line=3,/u);
  });

  test("percent signs and line breaks of a message survive", () => {
    const given = report([checked(syntax, [annotation(syntax.name, { message: "100%\r\n%0A" })])]);
    expect(githubAnnotations(given, options)).toContain("::100%25%0A%250A\n");
  });
});

describe("Checkstyle", () => {
  test("groups by file", () => {
    expect(checkstyle(designReport, { ...options, minSeverity: "failure" })).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<checkstyle version="4.3">',
        '  <file name="k8s/api/deploy.yaml">',
        '    <error line="23" column="9" severity="error" message="`image` starts at column 9, its sibling `name` (line 22) at column 11.&#10;Indent line 23 by two more spaces." source="style/yaml/syntax"/>',
        "  </file>",
        '  <file name=".">',
        '    <error severity="error" message="none in title, body, branch `open-ssh` or 2 commits.&#10;Write `Refs: OPS-123` in the description." source="context/ticket"/>',
        "  </file>",
        "</checkstyle>",
        "",
      ].join("\n"),
    );
  });

  test("what XML cannot hold is spelled out, what it must not hold bare is escaped", () => {
    const message = "a\u0000b\u001b<c>&\"'\ufffe\ud800]]>";
    const xml = checkstyle(report([checked(syntax, [annotation(syntax.name, { message })])]), options);
    expect(xml).toContain('message="a\\u{0}b\\u{1b}&lt;c&gt;&amp;&quot;&apos;\ufffd\\u{d800}]]&gt;"');
  });

  test("a hostile name stays inside its attribute", () => {
    const xml = checkstyle(hostileReport, options);
    expect(xml.match(/</gu)).toHaveLength(6);
    expect(xml).not.toContain("<script>");
  });
});

describe("rdjson", () => {
  test("columns count UTF-8 bytes", () => {
    const at = place("a.yaml", 1, {
      start: { line: 1, column: 6 },
      end: { line: 1, column: 8 },
      excerpt: ["é世 : 🚢"],
    });
    expect(diagnostics(report([checked(syntax, [annotation(syntax.name, { at })])]))[0]).toMatchObject({
      location: { range: { start: { line: 1, column: 9 }, end: { line: 1, column: 13 } } },
    });
  });

  test("a column that cannot be counted is left out, and a fix there as well", () => {
    const start = { line: 4, column: 3 };
    const fix = { safe: true, edits: [{ range: [1, 2] as const, text: "x", start, end: start }] };
    const at = place("a.yaml", 1, { excerpt: [] });
    const [found] = diagnostics(report([checked(syntax, [annotation(syntax.name, { at, fix })])]));
    expect(found).toMatchObject({ location: { range: { start: { line: 1 } } } });
    expect(JSON.stringify(found)).not.toContain("column");
    expect(found).not.toHaveProperty("suggestions");
  });

  test("a fix becomes a suggestion, the rule a code", () => {
    expect(diagnostics(designReport)[0]).toMatchObject({
      severity: "ERROR",
      code: { value: "style/yaml/syntax" },
      suggestions: [{ range: { start: { line: 23, column: 1 }, end: { line: 23, column: 1 } }, text: "  " }],
    });
  });
});

describe("JSON", () => {
  test("holds conclusion, counts and every finding with its severity", () => {
    expect(JSON.parse(json(designReport, options))).toMatchObject({
      formatVersion: 1,
      tool: { name: "plumbline", version: "0.1.0" },
      conclusion: "failure",
      title: "2 to mend before merge: YAML does not parse, no ticket (1 warning)",
      counts: { failures: 2, warnings: 1, notices: 0, older: 9, waived: 1 },
      findings: [
        { severity: "failure", rule: "style/yaml/syntax" },
        { rule: "context/ticket" },
        { severity: "warning" },
      ],
      waived: [{ reason: "public site" }],
      gaps: [{ rule: "schema/json-schema", cause: "input" }],
    });
  });

  test("counts do not change with minSeverity, findings do", () => {
    const parsed: unknown = JSON.parse(json(designReport, { ...options, minSeverity: "failure" }));
    expect(parsed).toMatchObject({ counts: { warnings: 1 }, findings: [{}, {}] });
  });
});

test.each(reporterNames)("%s ends with a newline and keeps the hostile file's name", async (name) => {
  const output = await reporters[name](hostileReport, options);
  expect(output.endsWith("\n")).toBe(true);
  expect(output).toContain("__proto__.yml");
});

test("JSON keeps a name exactly", () => {
  expect(JSON.parse(json(hostileReport, options))).toMatchObject({ findings: [{ at: { path: hostileName } }] });
});

function diagnostics(given: Parameters<typeof rdjson>[0]): readonly unknown[] {
  const parsed: { diagnostics: unknown[] } = JSON.parse(rdjson(given, options));
  return parsed.diagnostics;
}
