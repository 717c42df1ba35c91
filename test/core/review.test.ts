/** The review itself: what head adds over base, waivers, gaps, conclusion, with a check small enough to see through. */

import { describe, expect, test } from "@jest/globals";
import { aRule } from "../a-rule.ts";
import type { DifferentialCheck, CheckEntry, Observation } from "../../core/check.ts";
import { conclude } from "../../core/conclusion.ts";
import type { Differential } from "../../core/differential.ts";
import type { Report } from "../../core/report.ts";
import { review, reviewText } from "../../core/review.ts";
import type { Rule, RuleSet } from "../../core/rule-set.ts";
import { indexLines } from "../../core/text.ts";
import type { Inspection, InspectionResult, Toolbox } from "../../core/toolbox.ts";
import type { Waiver } from "../../core/waiver.ts";
import { waiverChecks } from "../../core/waiver-rules.ts";
import { memoryDifferential, type Texts } from "./memory-differential.ts";

/** Every `port: 22` is a finding; `crash` in a text loses the check, `# waive RULES: reason` covers the next line. */
function inspectPorts(inspection: Inspection): InspectionResult {
  const observations: Record<string, Observation> = {};
  for (const { rule } of inspection.tasks) {
    if (inspection.text.includes("elsewhere")) {
      observations[rule] = { findings: [], skipped: "not asked for", aside: true };
      continue;
    }
    observations[rule] = inspection.text.includes("crash")
      ? { findings: [], gaps: [{ reason: "crashed", cause: "ours" }] }
      : { findings: [...inspection.text.matchAll(/port: 22/gu)].map(({ index }) => finding(inspection.path, index)) };
  }
  return { path: inspection.path, observations, waivers: readWaivers(inspection.text) };
}

function finding(path: string, index: number): Observation["findings"][number] {
  return { message: "`port: 22` is open.", at: { path, range: [index, index + 8] } };
}

function readWaivers(text: string): readonly Waiver[] {
  const lines = indexLines(text);
  return [...text.matchAll(/# waive ([^:\n]+)(?:: (.+))?/gu)].map((match) => {
    const { line } = lines.position(match.index);
    return {
      rules: (match[1] ?? "").split(" "),
      ...(match[2] === undefined ? {} : { reason: match[2] }),
      range: [match.index, match.index + match[0].length],
      covers: [line + 1, line + 1],
      form: "next-line",
    };
  });
}

const entries: readonly CheckEntry[] = [
  { name: "security/ports", scope: "file", summary: "", fixable: false, gathers: false },
  { name: "context/title", scope: "differential", summary: "", fixable: false, gathers: false },
  ...waiverChecks,
];

const titleCheck: DifferentialCheck = {
  scope: "differential",
  look: (differential) =>
    differential.request?.title.includes("OPS-")
      ? { findings: [], note: "in the title" }
      : { findings: [{ message: "No ticket." }] },
};

function toolbox(): Toolbox {
  return {
    checks: new Map(entries.map((entry) => [entry.name, entry])),
    load: async () => titleCheck,
    inspect: async (inspections) => inspections.map(inspectPorts),
    now: () => 0,
  };
}

function ruleSet(...rules: readonly Rule[]): RuleSet {
  return { rules, ignore: ["vendor/**"], schemas: {}, suggestions: false, origin: "test", hash: "" };
}

const waiverRules = waiverChecks.map((check) => aRule(check.name, { severity: "warning" }));

async function run(base: Texts, head: Texts, ...rules: readonly Rule[]): Promise<Report> {
  return review(
    memoryDifferential(base, head),
    ruleSet(...(rules.length > 0 ? rules : [aRule("security/ports")])),
    toolbox(),
  );
}

function shown(report: Report, name = "security/ports"): readonly string[] {
  const outcome = report.outcomes.find((each) => each.rule.name === name);
  if (outcome?.status !== "checked") return [outcome?.status ?? "none"];
  return outcome.annotations.map(({ at, message }) => (at ? `${at.path}:${at.start.line}` : message));
}

describe("head over base", () => {
  test("shows what head adds, hides what was there, whatever moved", async () => {
    const report = await run({ "sg.tf": "a\nport: 22\n" }, { "sg.tf": "new line\na\nport: 22\nport: 22 # second\n" });
    expect(shown(report)).toEqual(["sg.tf:4"]);
    expect(report.outcomes[0]).toMatchObject({ older: 1 });
  });

  test("a finding on a line this change leaves alone is shown when base did not have it", async () => {
    const differential = memoryDifferential({ "sg.tf": "crash\nport: 22\n" }, { "sg.tf": "port: 22\n" });
    const report = await review(differential, ruleSet(aRule("security/ports")), toolbox());
    expect(report.outcomes[0]).toMatchObject({ annotations: [{ at: { inDifferential: false } }] });
  });

  test("a renamed file is compared with what it was", async () => {
    const files = [
      { path: "b.tf", previousPath: "a.tf", status: "renamed", kind: "file", additions: 0, deletions: 0, hunks: [] },
    ] as const;
    const differential = memoryDifferential({ "a.tf": "port: 22" }, { "b.tf": "port: 22" }, { files });
    expect(shown(await review(differential, ruleSet(aRule("security/ports")), toolbox()))).toEqual([]);
  });

  test("fingerprints survive lines moving and tell equal findings apart", async () => {
    const first = await run({}, { "sg.tf": "port: 22\nport: 22\n" });
    const second = await run({}, { "sg.tf": "\n\nport: 22\n\nport: 22\n" });
    const prints = [first, second].map((report) =>
      report.outcomes
        .flatMap((each) => (each.status === "checked" ? each.annotations : []))
        .map((each) => each.fingerprint),
    );
    expect(prints[0]).toEqual(prints[1]);
    expect(new Set(prints[0]).size).toBe(2);
    expect(prints[0]?.[0]).toMatch(/^[0-9a-f]{32}$/u);
  });

  test("base is read only for files where head has something to say", async () => {
    const reads: string[][] = [];
    const differential: Differential = memoryDifferential(
      { "a.tf": "x", "b.tf": "x" },
      { "a.tf": "port: 22", "b.tf": "y" },
    );
    const base = {
      ...differential.base,
      read: async (paths: readonly string[]) => (reads.push([...paths]), differential.base.read(paths)),
    };
    await review({ ...differential, base }, ruleSet(aRule("security/ports")), toolbox());
    expect(reads).toEqual([["a.tf"]]);
  });
});

describe("waivers", () => {
  test("silence with a reason, are listed, and are told apart from those that were there", async () => {
    const report = await run(
      {},
      { "sg.tf": "# waive security/ports: bastion\nport: 22\n" },
      aRule("security/ports"),
      ...waiverRules,
    );
    expect(shown(report)).toEqual([]);
    expect(report.outcomes[0]).toMatchObject({ waived: [{ reason: "bastion" }] });
    expect(report.addedWaivers).toEqual([{ path: "sg.tf", line: 1, rules: ["security/ports"], reason: "bastion" }]);
    const text = "# waive security/ports: bastion\nport: 22\n";
    expect((await run({ "sg.tf": text }, { "sg.tf": `${text}# note\n` })).addedWaivers).toEqual([]);
  });

  test("removing a waiver shows the finding, though base had it", async () => {
    expect(
      shown(await run({ "sg.tf": "# waive security/ports: bastion\nport: 22\n" }, { "sg.tf": "port: 22\n" })),
    ).toEqual(["sg.tf:1"]);
  });

  test("unused, unknown and reasonless ones are reported", async () => {
    const head = {
      "unused.tf": "# waive security/ports: bastion\nport: 443\n",
      "unknown.tf": "# waive security/prots: bastion\nport: 443\n",
      "reasonless.tf": "# waive security/ports\nport: 22\n",
    };
    const report = await run({}, head, aRule("security/ports"), ...waiverRules);
    expect(shown(report, "waiver/unused")).toEqual(["unused.tf:1"]);
    expect(shown(report, "waiver/unknown-rule")).toEqual(["unknown.tf:1"]);
    expect(shown(report, "waiver/without-reason")).toEqual(["reasonless.tf:1"]);
    expect(report.outcomes.find((each) => each.rule.name === "waiver/unknown-rule")).toMatchObject({
      annotations: [{ advice: expect.stringContaining("`security/ports`") }],
    });
  });

  test("one whose rule could not be asked is not called unused", async () => {
    const report = await run(
      {},
      { "sg.tf": "# waive security/ports: x\ncrash\n" },
      aRule("security/ports"),
      ...waiverRules,
    );
    expect(shown(report, "waiver/unused")).toEqual([]);
  });

  test("do nothing to a rule that cannot be waived, and say so", async () => {
    const strict = aRule("security/ports", { waivable: false });
    const report = await run({}, { "sg.tf": "# waive security/ports: x\nport: 22\n" }, strict, ...waiverRules);
    expect(shown(report)).toEqual(["sg.tf:2"]);
    expect(shown(report, "waiver/unused")).toEqual(["sg.tf:1"]);
  });
});

describe("outcomes", () => {
  test("a crash in one file is a gap; in every file the rule is broken", async () => {
    const some = await run({}, { "a.tf": "crash", "b.tf": "port: 22" });
    expect(some.outcomes[0]).toMatchObject({ status: "checked", gaps: [{ path: "a.tf", cause: "ours" }] });
    const all = await run({}, { "a.tf": "crash" });
    expect(all.outcomes[0]).toMatchObject({ status: "broken", reason: "crashed" });
    expect(conclude(all).verdict).toBe("waiting");
  });

  test("ignored and removed files are accounted for, and their rule is skipped", async () => {
    const report = await run({ "gone.tf": "port: 22" }, { "vendor/sg.tf": "port: 22" });
    expect(report.files).toEqual([
      { path: "gone.tf", status: "removed", reviewed: false, reason: "removed" },
      { path: "vendor/sg.tf", status: "added", reviewed: false, reason: "ignored by the rule set" },
    ]);
    expect(report.outcomes[0]).toMatchObject({ status: "skipped" });
    expect(conclude(report).verdict).toBe("success");
  });

  test("what steps aside everywhere is not shown, what does so in one file was asked", async () => {
    const nowhere = await run({}, { "a.tf": "elsewhere", "b.tf": "elsewhere" });
    expect(nowhere.outcomes[0]).toMatchObject({ status: "skipped", reason: "not asked for", aside: true });
    const once = await run({}, { "a.tf": "elsewhere", "b.tf": "x" });
    expect(once.outcomes[0]).toMatchObject({ status: "checked", documents: 1 });
  });

  test("a file that could not be listed or read is never a false green", async () => {
    const report = await review(
      { ...memoryDifferential({}, { "a.tf": "x" }), filesBeyond: "more than 3,000 files" },
      ruleSet(aRule("security/ports")),
      toolbox(),
    );
    expect(conclude(report)).toMatchObject({ verdict: "waiting", waitingFor: [{ reason: "more than 3,000 files" }] });
  });

  test("layout counts once a file, however many of its places differ", async () => {
    const layout = aRule("layout", { check: "format/ports", severity: "warning" });
    const differential = memoryDifferential({}, { "a.tf": "port: 22\nport: 22\n", "b.tf": "port: 22\n" });
    const entry = { name: "format/ports", scope: "file", summary: "", fixable: false, gathers: false } as const;
    const report = await review(differential, ruleSet(layout), {
      ...toolbox(),
      checks: new Map([["format/ports", entry]]),
    });
    expect(shown(report, "layout")).toHaveLength(3);
    expect(conclude(report).warnings).toBe(2);
  });

  test("a rule whose check does not exist is broken, not passed", async () => {
    const report = await run({}, { "a.tf": "x" }, aRule("security/doors"));
    expect(report.outcomes[0]).toMatchObject({ status: "broken", reason: "no check is called `security/doors`" });
    expect(conclude(report).verdict).toBe("waiting");
  });

  test("paths bind a rule", async () => {
    const report = await run(
      {},
      { "network/sg.tf": "port: 22", "app/sg.tf": "port: 22" },
      aRule("security/ports", { paths: ["network/**"] }),
    );
    expect(shown(report)).toEqual(["network/sg.tf:1"]);
  });
});

describe("the request", () => {
  const request = (title: string) => ({
    title,
    body: "",
    author: { login: "mara", isBot: false },
    labels: [],
    baseBranch: "main",
    isDraft: false,
  });
  const rules = [aRule("security/ports"), aRule("context/title", { severity: "warning" })];

  test("is judged without a place, and again after an edit of its text only", async () => {
    const before = memoryDifferential({}, { "sg.tf": "port: 22" }, { request: request("open SSH") });
    const report = await review(before, ruleSet(...rules), toolbox());
    expect(shown(report, "context/title")).toEqual(["No ticket."]);
    expect(conclude(report)).toMatchObject({ verdict: "failure", failures: 1, warnings: 1 });

    const after = await reviewText(
      report,
      { ...before, request: request("OPS-12: open SSH") },
      ruleSet(...rules),
      toolbox(),
    );
    expect(shown(after, "context/title")).toEqual([]);
    expect(after.outcomes[0]).toBe(report.outcomes[0]);
    expect(after.outcomes[1]).toMatchObject({ note: "in the title" });
  });

  test("a notice about the request is an unticked line and counts nowhere", async () => {
    const differential = memoryDifferential({}, { "sg.tf": "x" }, { request: request("open SSH") });
    const report = await review(differential, ruleSet(aRule("context/title", { severity: "notice" })), toolbox());
    expect(conclude(report)).toMatchObject({ verdict: "success", notices: 0 });
  });
});

describe("conditions", () => {
  const low = {
    level: "low",
    factors: [],
    combinations: [],
    change: { kinds: [], resources: [], environments: [] },
    unknown: [],
  } as const;
  const risky = aRule("context/title", { when: { risk: "high" } });
  const change = memoryDifferential({}, { "sg.tf": "port: 22\n" });

  test("a rule whose condition does not hold is not asked, in any scope, and says why", async () => {
    const ports = aRule("security/ports", { when: { paths: ["k8s/**"] } });
    const report = await review(change, ruleSet(risky, ports), { ...toolbox(), assess: async () => low });
    expect(report.outcomes).toMatchObject([
      { status: "skipped", unmet: true, reason: "risk is low" },
      { status: "skipped", unmet: true, reason: "no change under `k8s/**`" },
    ]);
    expect(report.risk).toEqual(low);
    expect(conclude(report).verdict).toBe("success");
  });

  test("a risk that could not be assessed holds a failure rule up instead of letting it pass", async () => {
    const assess = async (): Promise<never> => {
      throw new Error("out of memory");
    };
    const report = await review(change, ruleSet(risky), { ...toolbox(), assess });
    expect(conclude(report)).toMatchObject({
      verdict: "waiting",
      waitingFor: [{ reason: "the risk could not be assessed: out of memory" }],
    });
  });

  test("nobody assesses what no rule asks for", async () => {
    let asked = 0;
    const assess = async () => {
      asked += 1;
      return low;
    };
    const plain = await review(change, ruleSet(aRule("context/title")), { ...toolbox(), assess });
    expect([asked, plain.risk]).toEqual([0, undefined]);
  });
});
