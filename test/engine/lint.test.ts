/** One Linter pass: findings with places, advice and fixes; a rule that crashes or dawdles costs only itself. */

import { describe, expect, test } from "@jest/globals";
import { indexLines } from "../../core/text.ts";
import { lint, type LintLimits, type StyleTask } from "../../engine/lint.ts";
import type { TextDocument } from "../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../languages/style-check.ts";
import { cpuTime } from "../cpu-time.ts";

function document(text: string, path = "motd.txt"): TextDocument {
  const tree = { type: "TextFile", range: [0, text.length] } as const;
  return {
    path,
    text,
    byteOrderMark: false,
    language: "text",
    kind: "plain",
    lines: indexLines(text),
    tree,
    problems: [],
    waivers: [],
  };
}

function check(create: StyleCheck["create"]): StyleCheck {
  return { meta: { docs: { languages: ["text"] }, fixable: "code", hasSuggestions: true }, create };
}

function task(rule: string, code: StyleCheck): StyleTask {
  return { rule, check: rule, options: {}, code };
}

const limits: LintLimits = { now: cpuTime, ruleBudget: 1_000, fileBudget: 5_000 };

const rootLogin = check((context) => ({
  TextFile() {
    const at = context.sourceCode.text.indexOf("root");
    if (at === -1) return;
    reportFinding(context, {
      at: { range: [at, at + 4] },
      message: "`root` logs in.",
      advice: "Name another user.",
      fix: [{ range: [at, at + 4], text: "deploy" }],
    });
  },
}));

describe("lint", () => {
  test("gives a finding its place, advice and fix as offsets", () => {
    const seen = lint(document("user:\r\n  root\r\n"), [task("users", rootLogin)], limits);
    expect(seen.get("users")).toEqual({
      findings: [
        {
          message: "`root` logs in.",
          advice: "Name another user.",
          at: { path: "motd.txt", range: [9, 13] },
          fix: { safe: true, edits: [{ range: [9, 13], text: "deploy" }] },
        },
      ],
    });
  });

  test.each([
    "a[1].tf",
    "weird\nname.tf",
    "!x.tf",
    "__proto__",
    "C:\\x.tf",
    "../up",
    "node_modules/a.txt",
    "🚀.txt",
    "",
  ])("a path like %j changes nothing", (path) => {
    expect(lint(document("root", path), [task("users", rootLogin)], limits).get("users")?.findings).toHaveLength(1);
  });

  test("a check that throws is a gap of its own rule; the others answer", () => {
    const crash = check(() => ({
      TextFile() {
        throw new Error("no such node");
      },
    }));
    const early = check(() => {
      throw new Error("bad options");
    });
    const seen = lint(document("root"), [task("crash", crash), task("early", early), task("users", rootLogin)], limits);
    expect(seen.get("crash")).toEqual({ findings: [], gaps: [{ reason: "crashed: no such node", cause: "ours" }] });
    expect(seen.get("early")).toEqual({ findings: [], gaps: [{ reason: "crashed: bad options", cause: "ours" }] });
    expect(seen.get("users")?.findings).toHaveLength(1);
    expect(lint(document("root"), [task("users", rootLogin)], limits).get("users")?.findings).toHaveLength(1);
  });

  test("a check past its budget is stopped and said to be", () => {
    let time = 0;
    const slow = check(() => ({
      TextFile() {
        time += 5_000;
      },
    }));
    const seen = lint(document("root"), [task("slow", slow), task("users", rootLogin)], {
      ...limits,
      now: () => time,
      fileBudget: 1e9,
    });
    expect(seen.get("slow")?.gaps).toEqual([{ reason: "took longer than 1000 ms on this file", cause: "ours" }]);
    expect(seen.get("users")?.findings).toHaveLength(1);
  });

  test("one check under two rules keeps their options and findings apart", () => {
    const word = {
      meta: { docs: { languages: ["text"] }, schema: [{ type: "object", properties: { word: { type: "string" } } }] },
      create: (context) => ({
        TextFile(node) {
          if (context.sourceCode.text.includes(context.options[0].word))
            reportFinding(context, { at: node, message: context.options[0].word });
        },
      }),
    } satisfies StyleCheck<{ word: string }>;
    const bind = (rule: string, value: string): StyleTask => ({
      rule,
      check: "word",
      options: { word: value },
      code: word as unknown as StyleCheck,
    });
    const seen = lint(
      document("root wheel"),
      [bind("no-root", "root"), bind("no-wheel", "wheel"), bind("no-sudo", "sudo")],
      limits,
    );
    expect([...seen].map(([rule, { findings }]) => [rule, findings.length])).toEqual([
      ["no-root", 1],
      ["no-wheel", 1],
      ["no-sudo", 0],
    ]);
  });
});
