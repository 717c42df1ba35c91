/** The check run as GitHub takes it: shape, wording, limits, and no way out of Markdown for hostile text. */

import { describe, expect, test } from "@jest/globals";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Nodes } from "mdast";
import type { Report } from "../../core/report.ts";
import { byteLength } from "../../reporters/bytes.ts";
import { toCheckRun } from "../../reporters/check-run.ts";
import type { CheckRunOptions } from "../../reporters/check-run.ts";
import {
  annotation,
  checked,
  designReport,
  floodReport,
  hostileReport,
  place,
  report,
  rule,
} from "./report-fixture.ts";

const options: CheckRunOptions = { version: "0.1.0", baseBranch: "main" };
const syntax = rule("style/yaml/syntax");
const blob = `https://github.com/harbor/infrastructure/blob/${"a".repeat(40)}`;

describe("the pull request of the design", () => {
  const output = toCheckRun(designReport, options);

  test("title, conclusion and summary", () => {
    expect(output.title).toBe("2 to mend before merge: YAML does not parse, no ticket (1 warning)");
    expect(output.conclusion).toBe("failure");
    expect(output.text).toBeUndefined();
    expect(output.summary).toBe(`### Mend before merge
- [ ] **YAML** [\`k8s/api/deploy.yaml:23\`](${blob}/k8s/api/deploy.yaml#L23): \`image\` starts at column 9, its sibling \`name\` (line 22) at column 11. Indent line 23 by two more spaces. · \`ffffffff\`
- [ ] **Ticket**: none in title, body, branch \`open-ssh\` or 2 commits. Write \`Refs: OPS-123\` in the description. · \`ffffffff\`

### Worth a look (does not block)
| | |
|---|---|
| [\`network/sg.tf:14\`](${blob}/network/sg.tf#L14) | port 22 opened to 0.0.0.0/0 |

### Context
- [ ] Ticket: see above
- [x] Description: 12 words
- Design document not asked for (no change under \`modules/\`)

### Waivers that this change adds
- [\`network/sg.tf:29\`](${blob}/network/sg.tf#L29): \`security/*\` (public site)

### Not checked
- **Schema** \`k8s/api/deploy.yaml\`: waits until it parses

<details><summary>How this was reviewed</summary>

2 of 2 files · 9 older findings hidden · 1 waived · run it yourself: \`plumbline review --base origin/main\` · rules: \`recommended + .github/plumbline.yml@main 3f9c2ab\` · Plumbline 0.1.0 · 0.6 s · to ask again, comment \`/recheck\`; more: \`/plumbline help\`

</details>`);
  });

  test("annotations have GitHub's shape", () => {
    expect(output.annotations[0]).toEqual({
      path: "k8s/api/deploy.yaml",
      start_line: 23,
      end_line: 23,
      start_column: 9,
      end_column: 13,
      annotation_level: "failure",
      title: "YAML does not parse",
      message:
        "`image` starts at column 9, its sibling `name` (line 22) at column 11.\nIndent line 23 by two more spaces.",
      raw_details:
        "Rule: style/yaml/syntax\nWhy: Nobody can read it.\nMore: plumbline explain style/yaml/syntax\nFinding: ffffffff (/plumbline waive ffffffff reason)",
    });
    expect(output).toMatchObject({ shown: 2, total: 2 });
  });
});

describe("places", () => {
  test("columns only where both ends are on one line; a range that ends before a line's first column leaves it out", () => {
    const two = place("a.yaml", 4, { end: { line: 5, column: 3 } });
    const whole = place("a.yaml", 6, { start: { line: 6, column: 1 }, end: { line: 7, column: 1 } });
    const [first, second] = toCheckRun(reportOf(two, whole), options).annotations;
    expect(first).toMatchObject({ start_line: 4, end_line: 5 });
    expect(first).not.toHaveProperty("start_column");
    expect(second).toMatchObject({ start_line: 6, end_line: 6, start_column: 1, end_column: 1 });
  });

  test("impossible lines are mended, impossible paths are left to the summary", () => {
    const zero = place("a.yaml", 0, { start: { line: 0, column: 0 }, end: { line: -1, column: 0 } });
    const output = toCheckRun(reportOf(zero, place("", 3), place("a\0b.yaml", 3)), options);
    expect(output.annotations).toMatchObject([
      { path: "a.yaml", start_line: 1, end_line: 1, start_column: 1, end_column: 1 },
    ]);
    expect(output.summary.match(/- \[ \]/gu)).toHaveLength(3);
  });

  test("a finding on an unchanged line is a line of the summary, with the reason", () => {
    const output = toCheckRun(reportOf(place("modules/net.tf", 7, { inDifferential: false })), options);
    expect(output.annotations).toEqual([]);
    expect(output.summary).toContain(
      `[\`modules/net.tf:7\`](${blob}/modules/net.tf#L7): Is wrong. (This line is unchanged; your change causes it.)`,
    );
  });

  test("a finding without a place is a line of the checklist", () => {
    const output = toCheckRun(report([checked(syntax, [annotation(syntax.name)])]), options);
    expect(output.annotations).toEqual([]);
    expect(output.summary).toContain("- [ ] **YAML**: Is wrong.");
  });

  test("links go to the given server, and only for a repository on one", () => {
    const enterprise = toCheckRun(designReport, { ...options, serverUrl: "https://github.example.com" });
    expect(enterprise.summary).toContain("(https://github.example.com/harbor/infrastructure/blob/");
    const local = toCheckRun({ ...designReport, repository: "infrastructure" }, options);
    expect(local.summary).toContain("- [ ] **YAML** `k8s/api/deploy.yaml:23`: ");
  });
});

describe("context that nobody insists on", () => {
  const ticket = rule("context/ticket", { title: "Ticket", severity: "notice" });
  const given = report([
    checked(ticket, [annotation(ticket.name, { message: "None found.", advice: "Add `OPS-1`." })]),
  ]);

  test("is an unticked line, neither a finding nor counted", () => {
    const output = toCheckRun(given, options);
    expect(output).toMatchObject({ title: "Nothing to mend before merge", conclusion: "success", total: 0 });
    expect(output.summary).toContain("### Context\n- [ ] Ticket (does not block): None found. Add `OPS-1`.");
    expect(output.summary).not.toContain("### Mend");
  });
});

describe("floods", () => {
  test("at most ten of a rule, the rest told in one line, all of them in the text", () => {
    const output = toCheckRun(floodReport(400), options);
    expect(output).toMatchObject({ shown: 10, total: 400, title: "400 to mend before merge: YAML does not parse" });
    expect(output.summary).toContain("- **YAML**: and 390 more in 39 files");
    expect(output.summary).toContain("10 of 400 annotations shown");
    expect(output.text).toContain("### Beyond the annotations: 390 findings in 39 files");
  });

  test("at most fifty annotations, worst first", () => {
    const outcomes = Array.from({ length: 12 }, (_, number) => {
      const of = rule(`style/yaml/rule-${number}`, { severity: number % 2 === 0 ? "notice" : "failure" });
      return checked(
        of,
        Array.from({ length: 10 }, (__, line) => annotation(of.name, { at: place("a.yaml", line + 1) })),
      );
    });
    const output = toCheckRun(report(outcomes), options);
    expect(output).toMatchObject({ shown: 50, total: 120 });
    expect(output.annotations.every((each) => each.annotation_level === "failure")).toBe(true);
    expect(toCheckRun(report(outcomes), { ...options, maxAnnotations: 70 }).annotations).toHaveLength(70);
  });

  test("a formatter has one annotation a file", () => {
    const prettier = rule("format/prettier", { title: "Prettier", severity: "warning" });
    const hunks = [3, 9, 20].map((line) => annotation(prettier.name, { at: place("a.yaml", line) }));
    const other = annotation(prettier.name, { message: "Differs.", at: place("b.yaml", 2) });
    const output = toCheckRun(report([checked(prettier, [...hunks, other])]), options);
    expect(output.annotations).toMatchObject([
      { path: "a.yaml", start_line: 3, message: "3 hunks differ from the formatter's layout.\nRun `plumbline fix`." },
      { path: "b.yaml", message: "Differs." },
    ]);
  });

  test("bytes, not characters, are kept under GitHub's limits, and lines stay whole", () => {
    const outcomes = Array.from({ length: 40 }, (_, number) => {
      const of = rule(`style/yaml/rule-${number}`, { title: "世".repeat(20) });
      const long = { message: "🚢 世界 ".repeat(9_000), at: place(`k8s/${"é".repeat(200)}.yaml`, 1) };
      return checked(
        of,
        Array.from({ length: 30 }, () => annotation(of.name, long)),
      );
    });
    const output = toCheckRun(report(outcomes), options);
    expect(byteLength(output.summary)).toBeLessThanOrEqual(65_535);
    expect(byteLength(output.text ?? "")).toBeLessThanOrEqual(65_535);
    expect(byteLength(output.title)).toBeLessThanOrEqual(255);
    for (const each of output.annotations) {
      expect(byteLength(each.message)).toBeLessThan(65_536);
      expect(byteLength(each.title)).toBeLessThanOrEqual(255);
    }
    expect(output.summary).toMatch(/… and \d+ more lines, which GitHub has no room for/u);
    expect(output.summary.endsWith("</details>")).toBe(true);
    expect(output.summary + output.text).not.toContain("\ufffd");
    const toFindings = kinds(output.summary)
      .get("link")
      ?.filter((address) => !address.includes("/new/"));
    expect(toFindings?.length).toBe(output.summary.match(/^- \[ \] /gmu)?.length);
  });
});

describe("hostile text", () => {
  test("cannot leave its code, link, mention, refer or bring HTML", () => {
    const warned = {
      ...hostileReport,
      outcomes: hostileReport.outcomes.map((each) => ({
        ...each,
        rule: { ...each.rule, severity: "warning" as const },
      })),
    };
    for (const given of [hostileReport, warned]) {
      const { summary } = toCheckRun(given, options);
      const found = kinds(summary);
      expect(found.get("html")).toEqual(["<details><summary>How this was reviewed</summary>", "</details>"]);
      expect(found.get("link")).toEqual([
        expect.stringMatching(/^https:\/\/github\.com\/harbor\/infrastructure\/blob\//u),
        expect.stringMatching(
          /^https:\/\/github\.com\/harbor\/infrastructure\/new\/main\?filename=[\w.%*-]+&value=[\w.%*-]+$/u,
        ),
      ]);
      expect(outsideCode(summary)).not.toMatch(/@\w|#\d|:\/\/|www\.|\u202e/u);
    }
    const rows = kinds(toCheckRun(warned, options).summary).get("tableRow");
    expect(rows).toEqual(["2", "2"]);
  });

  test("in titles, reasons and names of rules as well", () => {
    const evil = "</details> <img src=x> @ops\n# big";
    const of = rule("context/ticket", { title: evil, severity: "notice" });
    const { summary, title } = toCheckRun(
      report(
        [
          checked(of, [annotation(of.name, { message: evil })], {
            gaps: [{ path: evil, reason: evil, cause: "ours" }],
          }),
        ],
        {
          addedWaivers: [{ path: evil, line: 1, rules: [evil], reason: evil }],
          ruleSet: { origin: evil, hash: "0", notes: [evil] },
        },
      ),
      { ...options, rechecks: [{ by: evil, rules: [evil], changed: false }] },
    );
    expect(kinds(summary).get("html")).toHaveLength(2);
    expect(kinds(summary).get("heading")).toHaveLength(4);
    expect(title).not.toContain("\n");
  });
});

describe("what is not the author's doing", () => {
  const broken = report([{ status: "broken", rule: syntax, gaps: [], reason: "the worker ran out of memory" }]);

  test("waits, says for what and until when", () => {
    const output = toCheckRun(broken, { ...options, waiting: { nextTry: "12:05 UTC" } });
    expect(output).toMatchObject({
      conclusion: "waiting",
      title: "Waiting: not everything could be checked yet, next try at 12:05 UTC",
    });
    expect(output.summary).toContain("your change is not the reason");
    expect(output.summary).toContain("the worker ran out of memory");
  });

  test("and in the end is told as ours", () => {
    const output = toCheckRun(broken, { ...options, waiting: { gaveUp: true } });
    expect(output.title).toBe("Plumbline could not finish, not your code");
  });
});

test("a formatter that nobody asked for is told as not checked", () => {
  const prettier = rule("format/prettier", { title: "Format" });
  const reason = "no Prettier configuration found";
  const idle = report([{ status: "skipped", rule: prettier, gaps: [], reason, documents: 2 }]);
  expect(toCheckRun(idle, options).summary).toContain(`### Not checked\n- **Format**: ${reason}`);
  const aside = report([{ status: "skipped", rule: prettier, gaps: [], reason, documents: 2, aside: true }]);
  expect(toCheckRun(aside, options).summary).not.toContain(reason);
  const elsewhere = report([{ status: "skipped", rule: prettier, gaps: [], reason: "no changed file of its kind" }]);
  expect(toCheckRun(elsewhere, options).summary).not.toContain("### Not checked");
});

test("a title names what is wrong, not whose rule it is, and at most four things", () => {
  const names: readonly (readonly [string, string])[] = [
    ["schema/json-schema", "Schema"],
    ["context/ticket", "Ticket"],
    ["style/yaml/syntax", "YAML"],
    ["style/yaml/duplicate-keys", "Duplicate key"],
    ["context/commit-message", "Commit messages"],
  ];
  const outcomes = names.map(([name, title]) => checked(rule(name, { title }), [annotation(name)]));
  expect(toCheckRun(report(outcomes), options).title).toBe(
    "5 to mend before merge: breaks its schema, no ticket, YAML does not parse, duplicate key and 1 more",
  );
});

test("where commits are looked at one by one, a finding says which one brought it", () => {
  const since = "1a2b3c4d".padEnd(40, "0");
  const yaml = rule("style/yaml/syntax");
  const seen = toCheckRun(
    report([checked(yaml, [annotation(yaml.name, { at: place("k8s/api/deploy.yaml", 23), since })])]),
    options,
  );
  expect(seen.summary).toContain("(Since commit `1a2b3c4`.)");
  expect(seen.annotations[0]?.message).toContain("\nSince commit 1a2b3c4.");
});

test("nothing to review is one green line", () => {
  const output = toCheckRun(report([], { files: [] }), options);
  expect(output).toMatchObject({ title: "Nothing to mend: no file to review", conclusion: "success" });
  expect(output.summary.startsWith("Nothing to mend: no file to review.\n\n<details>")).toBe(true);
});

test("the footer says who asked again and whether it mattered", () => {
  const rechecks = [{ by: "ada", rules: ["context/ticket"], changed: false }];
  expect(toCheckRun(designReport, { ...options, rechecks }).summary).toContain(
    "`ada` asked for a recheck of `context/ticket`: nothing changed",
  );
});

function reportOf(...places: readonly ReturnType<typeof place>[]): Report {
  return report([
    checked(
      syntax,
      places.map((at) => annotation(syntax.name, { at })),
    ),
  ]);
}

/** Values of the Markdown nodes by type, as GitHub's dialect parses them. */
function kinds(markdown: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  visit(parse(markdown), (node) => found.set(node.type, [...(found.get(node.type) ?? []), valueOf(node)]));
  return found;
}

function valueOf(node: Nodes): string {
  if (node.type === "link") return node.url;
  if (node.type === "tableRow") return String(node.children.length);
  return "value" in node ? node.value : "";
}

/** The text that GitHub looks through for mentions, references and URLs. */
function outsideCode(markdown: string): string {
  let text = "";
  visit(parse(markdown), (node) => {
    if (node.type === "text") text += `${node.value}\n`;
  });
  return text;
}

function parse(markdown: string): Nodes {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

function visit(node: Nodes, see: (node: Nodes) => void): void {
  see(node);
  if ("children" in node) for (const child of node.children) visit(child, see);
}
