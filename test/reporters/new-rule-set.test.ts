import { describe, expect, it } from "@jest/globals";
import type { Report } from "../../core/report.ts";
import { readRuleSetFile, ruleSetPath } from "../../checks/schema/plumbline-rules/read.ts";
import { newRuleSetLink } from "../../reporters/new-rule-set.ts";

function reportOf(origin: string, notes: readonly string[] = [], repository = "acme/network"): Report {
  return {
    repository,
    outcomes: [],
    files: [],
    gaps: [],
    addedWaivers: [],
    ruleSet: { origin, hash: "", notes },
    milliseconds: 0,
  };
}

describe("newRuleSetLink", () => {
  it("opens GitHub's page with a rule set that is sound", async () => {
    const link = newRuleSetLink(reportOf("recommended"), { baseBranch: "release/1.x" }) ?? "";
    const address = new URL(/\((.*)\)$/u.exec(link)?.[1] ?? "");
    expect(address.origin + address.pathname).toBe("https://github.com/acme/network/new/release/1.x");
    expect(address.searchParams.get("filename")).toBe(ruleSetPath);
    const { problems } = await readRuleSetFile(address.searchParams.get("value") ?? "", ruleSetPath);
    expect(problems).toEqual([]);
    expect(link.replace(/\(.*\)$/u, "")).not.toMatch(/[()]/u);
  });

  it.each([
    ["there are rules", reportOf("recommended + .github/plumbline.yml@main 3f9c2ab")],
    [
      "they are broken",
      reportOf("recommended", ["`.github/plumbline.yml` does not validate, so `recommended` applies."]),
    ],
    ["there is no GitHub", reportOf("recommended", [], "network")],
  ])("is silent where %s", (_, report) => {
    expect(newRuleSetLink(report, {})).toBeUndefined();
  });
});
