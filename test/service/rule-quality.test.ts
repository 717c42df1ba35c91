/** How rules do: from what was shown over all heads to what had become of it at the merge. */

import { expect, test } from "@jest/globals";
import { applyDecisions } from "../../core/decision.ts";
import type { Report } from "../../core/report.ts";
import { newRecord } from "../../github/check-run-writer.ts";
import { tallyAtMerge, withShown } from "../../service/rule-quality.ts";
import { annotation, checked, report, rule } from "../reporters/report-fixture.ts";

const ticket = rule("context/ticket", { severity: "failure" });
const reportOf = (...fingerprints: readonly string[]): Report =>
  report([
    checked(
      ticket,
      fingerprints.map((fingerprint) => annotation(ticket.name, { fingerprint })),
    ),
  ]);

test("what is gone was mended, what a command silenced was waived, what stands under an override was overridden", () => {
  const given = { by: "grace", at: 0, reason: "an old one" };
  const waived = { ...given, kind: "waive", id: "1/0", rule: ticket.name, fingerprints: ["bb"] } as const;
  const last = { ...applyDecisions(reportOf("bb", "cc"), [waived], 1), override: given };
  const shown = withShown(withShown(undefined, reportOf("aa", "bb")), reportOf("bb", "cc"));
  const state = {
    headSha: "f",
    run: 1,
    checkRun: newRecord("f", "id"),
    asked: [],
    rechecks: [],
    suggested: [],
    shown,
    last: { report: last, baseBranch: "main", changes: { mergeBase: undefined, files: [], commits: [] } },
  };
  expect(tallyAtMerge(state)).toEqual([{ rule: ticket.name, shown: 3, mended: 1, waived: 1, overridden: 1 }]);
  const { last: _none, ...unfinished } = state;
  expect(tallyAtMerge(unfinished)).toEqual([]);
});
