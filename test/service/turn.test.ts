/** When to look again though nobody did anything, and at how much. */

import { expect, test } from "@jest/globals";
import type { RiskAssessment } from "../../core/risk.ts";
import type { ReviewState } from "../../service/review-state.ts";
import { nextTurn, wantOfTurn } from "../../service/turn.ts";
import { checked, report, rule } from "../reporters/report-fixture.ts";

const now = Date.UTC(2026, 11, 18);
const hour = 3_600_000;

function state({ risk, answer, isOpen }: { risk?: number; answer?: number; isOpen?: boolean }): ReviewState {
  const assessed: RiskAssessment = {
    level: "low",
    factors: [],
    combinations: [],
    change: { kinds: [], resources: [], environments: [] },
    unknown: [],
    ...(risk !== undefined && { again: risk }),
  };
  const outcome = checked(rule("context/window"), [], answer === undefined ? {} : { again: answer });
  return {
    headSha: "a".repeat(40),
    run: 1,
    checkRun: {
      headSha: "a".repeat(40),
      externalId: "review",
      id: 1,
      isCompleted: true,
      annotations: "",
      written: 0,
      isPending: false,
      content: "",
    },
    asked: [],
    rechecks: [],
    suggested: [],
    last: {
      report: report([outcome], { risk: assessed }),
      baseBranch: "main",
      changes: { mergeBase: undefined, files: [], commits: [] },
      ...(isOpen !== undefined && { isOpen }),
    },
  };
}

test("the edge of a freeze wakes the whole review, since the risk is another one", () => {
  const before = state({ risk: now + hour, answer: now + 2 * hour });
  expect(nextTurn(before, now)).toBe(now + hour);
  expect(wantOfTurn(before, now)).toBeUndefined();
  expect(wantOfTurn(before, now + hour)).toEqual({ scope: "full", reruns: [] });
});

test("where only an answer about the request turns, only that is asked", () => {
  const before = state({ risk: now + 2 * hour, answer: now + hour });
  expect(wantOfTurn(before, now + hour)).toEqual({ scope: "text", reruns: [] });
});

test("nothing turns where nothing is told, nor once the request is closed; and nobody waits for months", () => {
  expect(nextTurn(state({}), now)).toBeUndefined();
  expect(nextTurn(state({ risk: now + hour, isOpen: false }), now)).toBeUndefined();
  expect(wantOfTurn(state({ risk: now, isOpen: false }), now)).toBeUndefined();
  expect(nextTurn(state({ risk: now + 2_000 * hour }), now)).toBe(now + 24 * hour);
});
