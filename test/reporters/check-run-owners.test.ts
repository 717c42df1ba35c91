/** What rules in shadow found is folded away for their owners, and reaches no author. */

import { describe, expect, test } from "@jest/globals";
import { toCheckRun } from "../../reporters/check-run.ts";
import { reporters } from "../../reporters/index.ts";
import { annotation, checked, hostileName, place, report, rule } from "./report-fixture.ts";

const version = "0.0.0-test";
const limits = rule("security/kubernetes/limits", { mode: "shadow", title: "Limits" });
const found = Array.from({ length: 5 }, (_, index) =>
  annotation(limits.name, { message: "`api` has no limit.", at: place("k8s/api.yaml", index + 1) }),
);
const quiet = report([], { shadow: [checked(limits, found)] });

describe("rules in shadow", () => {
  test("are counted in a folded part, with the first places", () => {
    const { title, summary, annotations, conclusion } = toCheckRun(quiet, { version });
    expect([title, annotations, conclusion]).toEqual(["Nothing to mend before merge", [], "success"]);
    expect(summary).toContain("<summary>For the owners of the rules: 1 rule in shadow would find 5</summary>");
    expect(summary).toMatch(/- `security\/kubernetes\/limits` \(failure\): 5: \[`k8s\/api.yaml:1`\]\(.*\) and 2 more/u);
  });

  test("stay out of the terminal and of SARIF, and are in the JSON", async () => {
    expect(await reporters.text(quiet, { version })).not.toContain("limit");
    expect(await reporters.sarif(quiet, { version })).not.toContain("limit");
    const { shadow, rules } = JSON.parse(await reporters.json(quiet, { version }));
    expect(shadow).toHaveLength(5);
    expect(rules).toMatchObject([{ name: limits.name, mode: "shadow", status: "checked" }]);
  });

  test("that found nothing take no line; one that broke does", () => {
    expect(toCheckRun(report([], { shadow: [checked(limits, [])] }), { version }).summary).not.toContain("owners");
    const broken = report([], { shadow: [{ status: "broken", rule: limits, gaps: [], reason: "crashed" }] });
    expect(toCheckRun(broken, { version }).summary).toContain("`security/kubernetes/limits` could not be asked");
  });

  test("neither hostile names nor many rules break the run", () => {
    const rules = Array.from({ length: 2_000 }, (_, index) => rule(`own/${index}-${hostileName}`, { mode: "shadow" }));
    const flood = rules.map((each) => checked(each, [annotation(each.name, { at: place(hostileName, 3) })]));
    const { summary } = toCheckRun(report([], { shadow: flood }), { version });
    expect(Buffer.byteLength(summary)).toBeLessThan(65_536);
    expect(summary).not.toContain("<script>alert");
    expect(summary).toMatch(/and [\d,]+ more rules/u);
  });
});
