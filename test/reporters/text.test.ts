/** The report on a terminal, character for character. */

import { describe, expect, test } from "@jest/globals";
import { text } from "../../reporters/text.ts";
import { annotation, checked, designReport, hostileReport, place, report, rule } from "./report-fixture.ts";

const options = { version: "0.1.0" };
const syntax = rule("style/yaml/syntax");

describe("text", () => {
  test("the pull request of the design", () => {
    expect(text(designReport, options)).toBe(`k8s/api/deploy.yaml
  23:9    failure  \`image\` starts at column 9, its sibling \`name\` (line 22) at column 11.  style/yaml/syntax
          23 |         image: api:1
             |         ^^^^^
          k8s/api/deploy.yaml:22: its sibling
          Indent line 23 by two more spaces.

network/sg.tf
  14:9    warning  port 22 opened to 0.0.0.0/0  security/terraform/open-ports
          14 |   cidr = "0.0.0.0/0"
             |         ^^^^^

The change as a whole
  failure  Ticket: none in title, body, branch \`open-ssh\` or 2 commits.  context/ticket
          Write \`Refs: OPS-123\` in the description.

Context
  [ ] Ticket
  [x] Description: 12 words
      Design document not asked for: no change under \`modules/\`

Not checked
  k8s/api/deploy.yaml: waits until it parses (schema/json-schema)

Waivers that this change adds
  network/sg.tf:29: security/* -- public site

2 to mend before merge: YAML does not parse, no ticket (1 warning) (2 of 2 files; 9 older findings hidden; 1 waived; 0.6 s)
`);
  });

  test("one green line when all is well", () => {
    const well = report([
      checked(syntax, []),
      checked(rule("context/ticket", { title: "Ticket" }), [], { note: "OPS-1" }),
    ]);
    expect(text(well, options)).toBe("Nothing to mend before merge (1 of 1 file; 0.6 s)\n");
    expect(text(well, { ...options, color: true })).toMatch(/^\u001b\[32mNothing to mend/u);
  });

  test("that nobody asked for a formatter stands in that line", () => {
    const reason = "not checked, no Prettier configuration found";
    const idle = report([
      { status: "skipped", rule: rule("format/prettier", { title: "Format" }), gaps: [], reason, documents: 1 },
      { status: "skipped", rule: rule("format/editorconfig"), gaps: [], reason: "no file", documents: 1, aside: true },
    ]);
    expect(text(idle, options)).toBe(
      "Nothing to mend before merge (1 of 1 file; format: not checked, no Prettier configuration found; 0.6 s)\n",
    );
  });

  test("no colour unless asked for, whatever the content holds", () => {
    const shown = text(hostileReport, options);
    expect(shown).not.toMatch(/[\u001b\u202e]/u);
    expect(shown).toContain("\\u{1b}[31m\\u{202e}key");
    expect(text(designReport, { ...options, color: true })).toContain("\u001b[31mfailure\u001b[0m");
  });

  test("carets stand under wide characters and tabs", () => {
    const at = place("a.yaml", 1, {
      start: { line: 1, column: 4 },
      end: { line: 1, column: 6 },
      excerpt: ["\t世 世界x"],
    });
    const lines = text(report([checked(syntax, [annotation(syntax.name, { at })])]), options).split("\n");
    expect(lines[2]).toBe("          1 |  世 世界x");
    expect(lines[3]).toBe("            |     ^^^^");
  });

  test("a long line is cut around the place", () => {
    const excerpt = [`${"a".repeat(300)}HERE${"b".repeat(300)}`];
    const at = place("a.yaml", 1, { start: { line: 1, column: 301 }, end: { line: 1, column: 305 }, excerpt });
    const lines = text(report([checked(syntax, [annotation(syntax.name, { at })])]), options).split("\n");
    expect(lines[2]).toMatch(/^ {10}1 \| …a{20}HEREb{76}…$/u);
    expect(lines[3]?.indexOf("^^^^")).toBe(lines[2]?.indexOf("HERE"));
  });

  test("a range over several lines has carets under each", () => {
    const at = place("a.yaml", 9, {
      start: { line: 9, column: 1 },
      end: { line: 10, column: 6 },
      excerpt: ["spec:", "  a: b"],
    });
    const lines = text(report([checked(syntax, [annotation(syntax.name, { at })])]), options).split("\n");
    expect(lines.slice(2, 6)).toEqual([
      "           9 | spec:",
      "             | ^^^^^",
      "          10 |   a: b",
      "             |   ^^^",
    ]);
  });

  test("says so when the place is on a line that the change leaves alone", () => {
    const at = place("a.yaml", 1, { inDifferential: false });
    expect(text(report([checked(syntax, [annotation(syntax.name, { at })])]), options)).toContain(
      "this line is unchanged; your change causes it",
    );
  });

  test("waivers of files as they are lie in the count: nothing says that they are new", () => {
    const { baseSha: _, ...folder } = designReport;
    const shown = text({ ...folder, outcomes: designReport.outcomes.slice(2, 3) }, options);
    expect(shown).not.toContain("Waivers that this change adds");
    expect(shown).toContain("1 waived");
  });

  test("missing context that nobody insists on is an unticked line and no more", () => {
    const ticket = rule("context/ticket", { title: "Ticket", severity: "notice" });
    const given = report([checked(ticket, [annotation(ticket.name, { message: "None found.", advice: "Add one." })])]);
    expect(text(given, options)).toBe(
      "Context\n  [ ] Ticket: None found. Add one.\n\nNothing to mend before merge (1 of 1 file; 0.6 s)\n",
    );
  });

  test("what nobody asks for, for one reason, is one line", () => {
    const outcomes = ["Ticket", "Description", "Design document"].map((title) => ({
      status: "skipped" as const,
      rule: rule(`context/${title}`, { title, severity: "notice" }),
      gaps: [],
      reason: "no pull request text here",
    }));
    const broken = checked(syntax, [annotation(syntax.name)]);
    expect(text(report([broken, ...outcomes]), options)).toContain(
      "      Ticket, description and design document not asked for: no pull request text here\n",
    );
  });

  test("the same reason on many files is told once", () => {
    const gaps = Array.from({ length: 12 }, (_, number) => ({
      path: `k8s/${number}.yaml`,
      reason: "no schema for `Widget`",
      cause: "unsupported" as const,
    }));
    expect(text(report([checked(rule("schema/json-schema"), [], { gaps })]), options)).toContain(
      "  k8s/0.yaml, k8s/1.yaml, k8s/2.yaml and 9 more files: no schema for `Widget` (schema/json-schema)\n",
    );
  });

  test("what waits for one reason on the same files is one line for all its rules", () => {
    const gaps = [{ path: "main.tf", reason: "waits until it parses", cause: "input" as const }];
    const outcomes = (count: number) =>
      Array.from({ length: count }, (_, number) => checked(rule(`style/terraform/${number}`), [], { gaps }));
    expect(text(report(outcomes(5)), options)).toContain(
      "  main.tf: waits until it parses (style/terraform/0 and 4 more rules)\n",
    );
    expect(text(report(outcomes(2)), options)).toContain(
      "  main.tf: waits until it parses (style/terraform/0, style/terraform/1)\n",
    );
  });

  test("a flood of one rule is cut and counted, and does not hide another rule", () => {
    const port = rule("security/terraform/open-ports", { severity: "warning" });
    const flood = Array.from({ length: 60 }, (_, line) =>
      annotation(syntax.name, { at: place(`k8s/${line % 30}.yaml`, line + 1), message: "Key twice." }),
    );
    const outcomes = [
      checked(syntax, flood),
      checked(port, [annotation(port.name, { at: place("sg.tf", 3), message: "Open." })]),
    ];
    const shown = text(report(outcomes), options);
    expect(shown.match(/Key twice/gu)).toHaveLength(20);
    expect(shown).toContain("Not shown (`--all` shows every finding)\n  style/yaml/syntax: 40 more in 20 files\n");
    expect(shown).toContain("Open.  security/terraform/open-ports");
    expect(text(report(outcomes), { ...options, perRule: Infinity }).match(/Key twice/gu)).toHaveLength(60);
  });

  test("several places of one file that a person has to mend keep their words", () => {
    const layout = rule("format/editorconfig", { severity: "warning" });
    const at = (line: number) =>
      annotation(layout.name, { at: place("a.txt", line), message: "A tab.", advice: "Indent it." });
    const shown = text(report([checked(layout, [1, 5, 9].map(at))]), options);
    expect(shown).toContain("A tab; 2 more places of this file want mending, too.  format/editorconfig");
    expect(shown).toContain("Indent it.");
  });

  test("all hunks of a formatter in one file are one finding", () => {
    const format = rule("format/terraform", { severity: "warning" });
    const hunks = [1, 5, 9].map((line) => annotation(format.name, { at: place("main.tf", line) }));
    const shown = text(report([checked(format, hunks)]), options);
    expect(shown).toContain("3 hunks differ from the formatter's layout.  format/terraform");
    expect(shown.match(/warning  /gu)).toHaveLength(1);
  });

  test("sentences are wrapped to the terminal, and nowhere else", () => {
    const message = "`replicas` is text, and the controller reads a number there, so the roll-out stops half-way.";
    const advice = "Write the number without quotes, here and in every overlay that sets it for its own cluster.";
    const at = place("k8s/api.yaml", 7, { excerpt: [`        image: ${"a".repeat(90)}`] });
    const wide = report([checked(syntax, [annotation(syntax.name, { at, message, advice })])]);
    expect(text(wide, options)).toContain(`${message}  style/yaml/syntax`);
    const narrow = text(wide, { ...options, columns: 80 })
      .split("\n")
      .slice(0, -2);
    expect(Math.max(...narrow.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(narrow.slice(1, 4)).toEqual([
      "  7:9     failure  `replicas` is text, and the controller reads a number there,",
      "          so the roll-out stops half-way.  style/yaml/syntax",
      `          7 |         image: ${"a".repeat(49)}…`,
    ]);
    const painted = text(wide, { ...options, columns: 80, color: true });
    expect(painted).toContain("half-way.  \u001b[2mstyle/yaml/syntax\u001b[0m");
  });
});
