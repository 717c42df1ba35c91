/** Hand-built reports for the reporters' tests: the pull request of the design, and pieces to build others. */

import type { Annotation, AnnotationPlace, CheckedOutcome, Outcome, Report } from "../../core/report.ts";
import { aRule } from "../a-rule.ts";
import type { Rule } from "../../core/rule-set.ts";

export function rule(name: string, settings: Partial<Rule> = {}): Rule {
  return aRule(name, { title: "YAML", why: "Nobody can read it.", ...settings });
}

export function place(path: string, line: number, settings: Partial<AnnotationPlace> = {}): AnnotationPlace {
  return {
    path,
    range: [line * 100, line * 100 + 5],
    start: { line, column: 9 },
    end: { line, column: 14 },
    excerpt: ["        image: api:1"],
    inDifferential: true,
    ...settings,
  };
}

export function annotation(ruleName: string, settings: Partial<Annotation> = {}): Annotation {
  return { rule: ruleName, message: "Is wrong.", related: [], fingerprint: "f".repeat(32), ...settings };
}

export function checked(of: Rule, annotations: readonly Annotation[], settings: Partial<CheckedOutcome> = {}): Outcome {
  return { status: "checked", rule: of, gaps: [], annotations, older: 0, waived: [], documents: 1, ...settings };
}

export function report(outcomes: readonly Outcome[], settings: Partial<Report> = {}): Report {
  return {
    repository: "harbor/infrastructure",
    baseSha: "b".repeat(40),
    headSha: "a".repeat(40),
    outcomes,
    files: [{ path: "k8s/api/deploy.yaml", status: "modified", reviewed: true }],
    gaps: [],
    addedWaivers: [],
    ruleSet: { origin: "recommended", hash: "0", notes: [] },
    milliseconds: 600,
    ...settings,
  };
}

const syntax = rule("style/yaml/syntax");
const ticket = rule("context/ticket", { title: "Ticket", why: "A reader needs the reason." });
const openPorts = rule("security/terraform/open-ports", { title: "Open ports", severity: "warning" });
const description = rule("context/description", { title: "Description", severity: "notice" });
const designDocument = rule("context/link", { title: "Design document", severity: "notice" });
const schema = rule("schema/json-schema", { title: "Schema" });

/** The pull request of DESIGN section 8. */
export const designReport: Report = report(
  [
    checked(syntax, [
      annotation(syntax.name, {
        message: "`image` starts at column 9, its sibling `name` (line 22) at column 11.",
        advice: "Indent line 23 by two more spaces.",
        at: place("k8s/api/deploy.yaml", 23),
        related: [
          { path: "k8s/api/deploy.yaml", range: [2200, 2204], start: { line: 22, column: 11 }, message: "its sibling" },
        ],
        fix: {
          safe: true,
          edits: [{ range: [2300, 2300], text: "  ", start: { line: 23, column: 1 }, end: { line: 23, column: 1 } }],
        },
      }),
    ]),
    checked(ticket, [
      annotation(ticket.name, {
        message: "none in title, body, branch `open-ssh` or 2 commits.",
        advice: "Write `Refs: OPS-123` in the description.",
      }),
    ]),
    checked(
      openPorts,
      [
        annotation(openPorts.name, {
          message: "port 22 opened to 0.0.0.0/0",
          at: place("network/sg.tf", 14, { excerpt: ['  cidr = "0.0.0.0/0"'] }),
        }),
      ],
      {
        older: 9,
        waived: [
          {
            annotation: annotation(openPorts.name, { message: "port 80 opened", at: place("network/sg.tf", 30) }),
            reason: "public site",
          },
        ],
      },
    ),
    checked(description, [], { note: "12 words" }),
    { status: "skipped", rule: designDocument, gaps: [], reason: "no change under `modules/`" },
    checked(schema, [], {
      gaps: [{ path: "k8s/api/deploy.yaml", reason: "waits until it parses", cause: "input" }],
    }),
  ],
  {
    files: [
      { path: "k8s/api/deploy.yaml", status: "modified", reviewed: true },
      { path: "network/sg.tf", status: "modified", reviewed: true },
    ],
    addedWaivers: [{ path: "network/sg.tf", line: 29, rules: ["security/*"], reason: "public site" }],
    ruleSet: { origin: "recommended + .github/plumbline.yml@main 3f9c2ab", hash: "0", notes: [] },
  },
);

/** A name that tries to break out of every format at once. */
export const hostileName = "k8s/`a`|b]](x)<script>@ops #1\n::error::\u202e]]>&\"'🚢/__proto__.yml";

export const hostileReport: Report = report([
  checked(syntax, [
    annotation(syntax.name, {
      message: "`x` <script>alert(1)</script> | @ops #12 https://evil.example www.evil.example ``` ]]> ::set-env::",
      at: place(hostileName, 3, { excerpt: ["\u001b[31m\u202ekey: 世界 value"] }),
    }),
  ]),
]);

/** `count` findings of one rule, each on its own line, in files of ten findings. */
export function floodReport(count: number, message = "is wrong"): Report {
  const findings = Array.from({ length: count }, (_, number) =>
    annotation(syntax.name, {
      message: `${message} (${number})`,
      at: place(`k8s/part-${Math.floor(number / 10)}.yaml`, (number % 10) + 1),
    }),
  );
  return report([checked(syntax, findings)]);
}
