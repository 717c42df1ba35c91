/** The preview of changed rules in a check run: a table that hostile names cannot break, and one sentence about it. */

import { describe, expect, test } from "@jest/globals";
import type { PreviewedRule, RulesPreview } from "../../core/preview.ts";
import { toCheckRun } from "../../reporters/check-run.ts";
import { reporters } from "../../reporters/index.ts";
import { hostileName, report } from "./report-fixture.ts";

const version = "0.0.0-test";
const rulesFile = ".github/plumbline.yml";

const openPorts: PreviewedRule = {
  name: "security/terraform/open-ports",
  before: { severity: "warning", mode: "enforce" },
  after: { severity: "failure", mode: "shadow" },
  here: { before: 0, after: 2 },
  tree: { before: 3, after: 14 },
  places: [{ path: "network/sg.tf", line: 14 }],
};
const ticket: PreviewedRule = {
  name: "context/ticket",
  after: { severity: "failure", mode: "enforce" },
  here: { before: 0, after: 1 },
  places: [],
};

function shown(preview: Partial<RulesPreview>): string {
  const whole = { paths: [rulesFile], rules: [], looked: 340, of: 340, ...preview };
  return toCheckRun(report([], { preview: whole }), { version }).summary;
}

describe("a preview in a check run", () => {
  test("is a table of now and then", () => {
    const summary = shown({ rules: [openPorts, ticket] });
    expect(summary).toContain("### What the changed rules would find\nThis change touches `.github/plumbline.yml`");
    expect(summary).toContain(
      "| `security/terraform/open-ports` | warning → failure, shadow | 0 → 2 | 3 → 14 | [`network/",
    );
    expect(summary).toContain("| `context/ticket` | off → failure | 0 → 1 | – |  |");
  });

  test.each<[string, Partial<RulesPreview>, string]>([
    ["that nothing changes", {}, "Once it is merged, the same is found here and in the whole tree (340 files)."],
    [
      "which rules change and find nothing",
      {
        rules: Array.from({ length: 5 }, (_, index) => ({
          ...ticket,
          name: `own/${index}`,
          here: { before: 0, after: 0 },
        })),
      },
      "files). Changed and silent: `own/0`, `own/1`, `own/2` and 2 more.",
    ],
    ["what was left out", { rules: [ticket], looked: 200 }, "the first 200 of 340 files that these rules look at"],
    ["why there is none", { trouble: "its own version does not validate" }, "not known: its own version does not"],
  ])("says %s", (_name, preview, words) => {
    expect(shown(preview)).toContain(words);
  });

  test("fits and stays a table, whatever rules and files are called", async () => {
    const rules = Array.from({ length: 400 }, (_, index) => ({
      ...openPorts,
      name: `${hostileName}${index}`,
      places: Array.from({ length: 5 }, () => ({ path: hostileName.repeat(20), line: 1 })),
    }));
    const hostile = { paths: [hostileName], rules, looked: 1, of: 1 };
    const summary = shown(hostile);
    expect(Buffer.byteLength(summary)).toBeLessThan(65_536);
    expect(summary).not.toContain("<script>alert");
    for (const row of summary.split("\n").filter((line) => line.startsWith("| "))) {
      expect(row.match(/(?<!\\)\|/gu)).toHaveLength(6);
    }
    expect(await reporters.text(report([], { preview: hostile }), { version })).not.toMatch(/[\u001b\u202e]/u);
  });
});
