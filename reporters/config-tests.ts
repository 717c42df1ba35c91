/** What came of config tests, over all rules, in words: how many were run, and how they ended. */

import type { TestFigures } from "../core/check.ts";
import type { Report } from "../core/report.ts";
import { plural } from "./wording.ts";

/** `undefined` where no program was asked. */
export function testFigures(
  report: Report,
): (Omit<TestFigures, "tool"> & { readonly tools: readonly string[] }) | undefined {
  const figures = report.outcomes.flatMap(({ tests }) => (tests === undefined ? [] : [tests]));
  if (figures.length === 0) return undefined;
  const sum = (pick: (each: TestFigures) => number): number => figures.reduce((total, each) => total + pick(each), 0);
  return {
    tools: [...new Set(figures.map(({ tool }) => tool))],
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    inconclusive: sum(({ inconclusive }) => inconclusive),
  };
}

/** `4 config tests: 3 passed, 1 failed`; `undefined` where there was none. */
export function testWords(report: Report): string | undefined {
  const figures = testFigures(report);
  if (!figures) return undefined;
  const { passed, failed, inconclusive } = figures;
  const parts = [
    ...(passed > 0 ? [`${passed} passed`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(inconclusive > 0 ? [`${inconclusive} inconclusive`] : []),
  ];
  return `${plural(passed + failed + inconclusive, "config test")}: ${parts.join(", ")}`;
}
