/** What strangers write is echoed in many places; wherever GitHub renders it, it notifies nobody, links nowhere and shows no HTML. */

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { catalogue } from "../../checks/generated/catalogue.ts";
import type { Differential } from "../../core/differential.ts";
import type { Report } from "../../core/report.ts";
import { review } from "../../core/review.ts";
import type { Severity } from "../../core/rule-set.ts";
import { builtInPresets } from "../../engine/rule-set/built-in.ts";
import { mergeRuleSet } from "../../engine/rule-set/merge.ts";
import { openToolbox } from "../../engine/toolbox.ts";
import { toCheckRun } from "../../reporters/check-run.ts";
import type { CheckRunOptions } from "../../reporters/check-run.ts";
import { reporters } from "../../reporters/index.ts";
import { differentialSaying } from "../checks/context/saying.ts";
import type { Saying } from "../checks/context/saying.ts";
import { annotation, checked, place, report, rule } from "./report-fixture.ts";

const presets = mergeRuleSet({ rules: [], ignore: [], schemas: {} }, await builtInPresets());
const toolbox = { ...openToolbox({ workers: 0 }), time: () => Date.parse("2026-03-07T03:00:00Z") };

// One after the other: jest cannot link one package for two imports at a time.
beforeAll(async () => {
  for (const check of catalogue.values()) await check.load();
});
afterAll(() => toolbox.close());

const hostile: readonly string[] = [
  "@shop/everyone and @ada, a@b.example",
  "fixes #12, GH-12, shop/tracker#12 and shop/tracker@0123456",
  "<img src=https://evil.example/x.png><script>alert(1)</script></details><!-- ",
  "![pixel](https://evil.example/x.png) [here](https://evil.example) [there][1]\n\n[1]: https://evil.example",
  "<https://evil.example> https://evil.example http://evil.example www.evil.example ftp://evil.example",
  "mailto:ada@evil.example xmpp:ada@evil.example/x <ada@evil.example>",
  "`@ada` ` @ada `` #12 ``` <b> ` https://evil.example",
  "```\n@ada\n```\n",
  "| @ada | #12 |\n|---|---|\n| <b> | `|` |",
  "x\n\n- [x] Ticket\n- [x] Description\n\n# Nothing to mend\n",
  "&#64;ada &commat;ada &lt;img&gt; \\@ada \\#12 \\<b>",
  "$\\href{https://evil.example}{x}$ [^1] :rotating_light: ~~x~~ **x** __x__",
  "\u202e\u2066@ada\u0000\u001b[31m\u2028::error::x\n::set-output name=x::y",
  "[a](//evil.example) [b](javascript:alert(1)) [c]( <https://evil.example> )",
];

/** Every place of a request that somebody writes, one at a time and all at once. */
const places: readonly (readonly [string, (text: string) => Saying])[] = [
  ["title", (title) => ({ title })],
  ["body", (body) => ({ body })],
  ["branch", (branch) => ({ branch })],
  ["author", (author) => ({ author })],
  ["bot", (author) => ({ author: `${author}[bot]` })],
  ["label", (label) => ({ labels: [label, "urgent"], body: `urgent: ${label}` })],
  ["commit subject", (subject) => ({ commits: [subject, `fixup! ${subject}`, `WIP ${subject}`] })],
  ["file name", (name) => ({ files: { [`k8s/${name}.yaml`]: ["a: 1\n", "a: 1\na: 2\n b: ["] } })],
  ["history", (subject) => ({ history: [`OPS-1 ${subject}`] })],
  [
    "earlier request",
    (text) => ({ inherited: [{ kind: "revert", number: 3, title: `OPS-9 ${text}`, body: text, branch: text }] }),
  ],
  [
    "everywhere",
    (text) => ({
      title: text,
      body: text,
      branch: text,
      author: text,
      labels: [text],
      commits: [text],
      history: [`OPS-1 ${text}`],
      files: { [text]: ["a: 1\n", "a: 1\na: 2\n"] },
    }),
  ],
];

function proposed(saying: Saying): Differential {
  return differentialSaying({ files: { "k8s/deploy.yaml": ["a: 1\n", "a: 1\na: 2\n"] }, isPrivate: true, ...saying });
}

/** Every check of the request, as an owner may bind it; what text calls itself a ticket or a link is one. */
async function reviewed(differential: Differential, severity: Severity, findsAll: boolean): Promise<Report> {
  const rules = presets.rules
    .filter(({ check }) => /^context\/|^style\/yaml\/(?:syntax|duplicate-keys)$/.test(check))
    .map((each) => {
      const { when: _when, ...rest } = each;
      const own = {
        "context/ticket": findsAll ? { patterns: ["(?s).+"], verify: "open" } : {},
        "context/link": findsAll ? { pattern: "(?s).+" } : { to: "design document" },
      }[each.check];
      const labels = "exemptLabels" in each.options ? { exemptLabels: ["urgent"] } : {};
      return { ...rest, severity, options: { ...each.options, ...own, ...labels } };
    });
  return review(
    differential,
    { ...presets, rules, origin: "the test" },
    {
      ...toolbox,
      lookUpTicket: async () => ({ kind: "missing" }),
    },
  );
}

/** Whatever of a Markdown text could notify, link away or show something of another's making. */
function dangers(markdown: string): readonly string[] {
  const found: string[] = [];
  visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  return found;

  function visit(node: Nodes): void {
    switch (node.type) {
      case "html":
        if (!ownHtml.has(node.value)) found.push(`HTML: ${node.value}`);
        break;
      case "image":
      case "imageReference":
      case "linkReference":
      case "definition":
      case "footnoteReference":
      case "footnoteDefinition":
        found.push(node.type);
        break;
      case "link":
        if (!node.url.startsWith("https://github.com/shop/infrastructure/")) found.push(`link: ${node.url}`);
        break;
      case "code":
        found.push("a code block");
        break;
      case "text":
        if (/@[\w-]|#\d|\bGH-\d|:\/\/|\bwww\./i.test(node.value)) found.push(`text: ${node.value}`);
        break;
      default:
    }
    if ("children" in node) for (const child of node.children) visit(child);
  }
}

const ownHtml: ReadonlySet<string> = new Set([
  "<details>",
  "<details><summary>How this was reviewed</summary>",
  "<summary>",
  "How this was reviewed",
  "</summary>",
  "</details>",
]);

/** Boxes and headings are ours alone. */
function structure(markdown: string): readonly string[] {
  return markdown.split("\n").filter((line) => /^\s*(?:#|[-*+] \[[x ]\])/.test(line));
}

const invisible = /(?![\n\u200b\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe.each(places)("in the %s", (where, saying) => {
  test.each(hostile.map((text) => [text]))("%j", async (text) => {
    const severities: readonly Severity[] = where === "everywhere" ? ["failure", "notice"] : ["failure"];
    for (const severity of severities) {
      for (const findsAll of [false, true]) {
        const seen = await reviewed(proposed(saying(text)), severity, findsAll);
        const options: CheckRunOptions = {
          version: "0.0.0",
          baseBranch: text,
          rechecks: [{ by: text, rules: [text], changed: true }],
          waiting: { nextTry: "14:05 UTC" },
        };
        const { title, summary, text: more = "", annotations } = toCheckRun(seen, options);
        expect(dangers(summary)).toEqual([]);
        expect(dangers(more)).toEqual([]);
        expect(summary).not.toMatch(invisible);
        expect(title).not.toMatch(/[\n@]/);
        for (const line of structure(summary)) expect(line).not.toMatch(/^# |Nothing to mend$/);
        for (const annotation of annotations) {
          expect(annotation.title).not.toMatch(invisible);
          expect(annotation.message).not.toMatch(invisible);
        }
      }
    }
  });
});

/** A check that forgets to quote, an owner's own words, a parser's complaint: the reporter lets none of it through either. */
describe("unquoted in what a report says", () => {
  test.each(hostile.map((text) => [text]))("%j", (text) => {
    const said = { message: text, advice: text };
    const ticket = rule("context/ticket", { title: text, why: text });
    const open = rule("security/open", { title: text, severity: "warning" });
    const gap = { path: text, reason: text, cause: "ours" as const };
    const { summary, text: more = "" } = toCheckRun(
      report(
        [
          checked(ticket, [annotation(ticket.name, said)], { gaps: [gap] }),
          checked(open, [annotation(open.name, { ...said, at: place(text, 3) })]),
          checked(rule("context/description", { title: text }), [], { note: text }),
          { status: "skipped", rule: rule("context/link", { title: text }), gaps: [], reason: text },
          { status: "broken", rule: rule("context/window", { title: text }), gaps: [], reason: text },
        ],
        {
          repository: "shop/infrastructure",
          gaps: [gap],
          addedWaivers: [{ path: text, line: 1, rules: [text], reason: text }],
          ruleSet: { origin: text, hash: "0", notes: [text] },
        },
      ),
      { version: text, waiting: { nextTry: text } },
    );
    expect(dangers(summary)).toEqual([]);
    expect(dangers(more)).toEqual([]);
  });
});

describe("other outputs that GitHub reads", () => {
  test.each(hostile.map((text) => [text]))("%j", async (text) => {
    const [, everywhere] = places.at(-1) ?? [];
    const seen = await reviewed(proposed(everywhere?.(text) ?? {}), "failure", false);

    const commands = await reporters.github(seen, { version: "0.0.0" });
    for (const line of commands.trimEnd().split("\n")) expect(line).toMatch(/^::(?:error|warning|notice) [^\r\n]*$/);

    // A viewer of SARIF makes links of `[label](target)` in plain messages.
    const sarif = JSON.parse(await reporters.sarif(seen, { version: "0.0.0" })) as unknown;
    for (const message of messagesIn(sarif)) expect(message).not.toMatch(/(?<!\\)\]\(/);
  });
});

function messagesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) =>
    name === "text" && typeof inside === "string" ? [inside] : messagesIn(inside),
  );
}
