/** Conditions of rules: every part where it holds and where it does not, and what a reader is told. */

import { describe, expect, test } from "@jest/globals";
import { type Condition, meets } from "../../core/condition.ts";
import type { ChangeRequest } from "../../core/differential.ts";
import { conditionWords } from "../../core/condition-words.ts";
import { assessByTable, defaultRisk, type RiskAssessment, type RiskSighting } from "../../core/risk.ts";
import { memoryDifferential } from "./memory-differential.ts";

const request: ChangeRequest = {
  title: "Open SSH",
  body: "",
  author: { login: "Mara-Lind", isBot: false },
  labels: ["network", "urgent"],
  baseBranch: "main",
  isDraft: false,
};

const differential = memoryDifferential(
  {},
  { "network/sg.tf": "a\nb\n", "package-lock.json": "1\n".repeat(900) },
  { request },
);

function risk(sightings: readonly RiskSighting[], change: Partial<RiskAssessment["change"]> = {}): RiskAssessment {
  return {
    ...assessByTable(sightings, defaultRisk),
    change: { kinds: [], resources: [], environments: [], ...change },
    unknown: [],
  };
}

const network: RiskSighting = {
  name: "network",
  evidence: [{ path: "sg.tf", line: 14, words: "`aws_security_group.bastion` changes" }],
};

function answer(condition: Condition, assessed: RiskAssessment | undefined = risk([network])): string {
  const { holds, reason } = meets(condition, {
    differential,
    paths: ["network/sg.tf", "package-lock.json"],
    risk: assessed,
  });
  return `${holds ? "asked" : "not asked"}: ${reason}`;
}

describe("a condition", () => {
  test.each<[string, Condition, string]>([
    ["nothing", {}, "asked: "],
    ["a level that is reached", { risk: "medium" }, "asked: risk medium: network rule, `sg.tf:14`"],
    ["a level that is not", { risk: "high" }, "not asked: risk medium: network rule, `sg.tf:14`"],
    ["a factor", { factors: ["network", "freeze"] }, "asked: network rule, `sg.tf:14`"],
    ["a factor that is not there", { factors: ["freeze", "no-tests"] }, "not asked: no freeze, no tests touched"],
    ["a path", { paths: ["network/**"] }, "asked: `network/sg.tf` changes"],
    ["a path elsewhere", { paths: ["k8s/**"] }, "not asked: no change under `k8s/**`"],
    ["a label", { labels: ["urgent"] }, "asked: labelled `urgent`"],
    ["another label", { labels: ["security"] }, "not asked: not labelled `security`"],
    ["an exception by label", { exceptLabels: ["urgent"] }, "not asked: labelled `urgent`"],
    ["an author, however written", { authors: ["mara-*"] }, "asked: opened by `Mara-Lind`"],
    ["an exception by author", { exceptAuthors: ["Mara-Lind"] }, "not asked: opened by `Mara-Lind`"],
    ["lines, lock files left out", { size: { lines: 100 } }, "not asked: 2 of 100 lines"],
    ["files, lock files left out", { size: { files: 1 } }, "asked: 1 file changes"],
    ["nothing deleted", { destructive: true }, "not asked: deletes nothing"],
    ["nothing with data", { stateful: true }, "not asked: touches nothing that holds data"],
  ])("of %s", (_, condition, expected) => {
    expect(answer(condition)).toBe(expected);
  });

  test("of resources, kinds and environments asks what the change touches", () => {
    const touched = risk([], {
      kinds: ["terraform"],
      resources: [
        {
          type: "aws_db_instance",
          action: "removed",
          count: 2,
          holds: "database",
          example: { path: "db.tf", words: "" },
        },
      ],
      environments: [{ name: "production", evidence: { path: "live/db.tf", words: "" } }],
    });
    expect(answer({ resources: ["aws_db_*"] }, touched)).toBe("asked: `aws_db_instance` removed, `db.tf`");
    expect(answer({ resources: ["StatefulSet"] }, touched)).toBe("not asked: touches no `StatefulSet`");
    expect(answer({ stateful: true }, touched)).toBe("asked: `aws_db_instance` removed, `db.tf`");
    expect(answer({ destructive: true }, touched)).toBe("asked: `aws_db_instance` removed, `db.tf`");
    expect(answer({ size: { resources: 2 } }, touched)).toBe("asked: 2 resources change");
    expect(answer({ kinds: ["terraform"] }, touched)).toBe("asked: a file of kind `terraform` changes");
    expect(answer({ environments: ["production"] }, touched)).toBe("asked: touches production, `live/db.tf`");
    expect(answer({ environments: ["staging"] }, touched)).toBe("not asked: does not touch staging");
  });

  test("holds where all of it holds, and one of `any`", () => {
    expect(answer({ risk: "medium", labels: ["security"] })).toBe("not asked: not labelled `security`");
    expect(answer({ any: [{ risk: "high" }, { labels: ["urgent"] }] })).toBe("asked: labelled `urgent`");
    expect(answer({ any: [{ labels: ["x"] }, { risk: "high" }] })).toBe(
      "not asked: risk medium: network rule, `sg.tf:14`",
    );
    expect(answer({ any: [{ paths: ["k8s/**"] }, { labels: ["x"] }] })).toBe(
      "not asked: no change under `k8s/**`; not labelled `x`",
    );
  });

  test("that nobody can answer does not hold, and says what it waits for", () => {
    const unread = {
      ...risk([]),
      unknown: [{ path: "sg.tf", reason: "could not be read", cause: "ours" as const }],
    };
    const subject = { differential, paths: [], risk: unread };
    expect(meets({ risk: "high" }, subject)).toMatchObject({ holds: false, gaps: [{ path: "sg.tf" }] });
    expect(meets({ labels: ["x"] }, subject)).toMatchObject({ holds: false, gaps: [] });
    expect(answer({ risk: "medium" }, { ...risk([]) })).toBe("not asked: risk is low");
  });
});

describe("the table", () => {
  test("takes the gravest factor, or a combination that comes to more", () => {
    const production: RiskSighting = { name: "production", evidence: [{ words: "" }] };
    expect(assessByTable([], defaultRisk).level).toBe("low");
    expect(assessByTable([network], defaultRisk).level).toBe("medium");
    expect(assessByTable([network, production], defaultRisk)).toMatchObject({
      level: "high",
      combinations: [{ factors: ["production", "network"] }],
    });
  });

  test("leaves out what its owner switched off", () => {
    const settings = { ...defaultRisk, levels: { ...defaultRisk.levels, network: "off" as const } };
    expect(assessByTable([network], settings)).toEqual({ level: "low", factors: [], combinations: [] });
  });
});

test("a condition is put into words", () => {
  expect(conditionWords({})).toBe("");
  expect(conditionWords({ risk: "medium", exceptAuthors: ["renovate*"] })).toBe(
    "risk at least medium, not opened by `renovate*`",
  );
  expect(conditionWords({ destructive: true, any: [{ risk: "high" }, { size: { files: 1, lines: 30 } }] })).toBe(
    "deletes something; and risk high, or at least 1 file or 30 lines",
  );
});
