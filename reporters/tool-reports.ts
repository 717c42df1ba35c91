/** What tools of the repository's own CI reported, in words: who, which version, how much of it is about the change. */

import type { Gap } from "../core/finding.ts";
import type { Report } from "../core/report.ts";
import { codeSpan } from "./markdown.ts";

/** Finished Markdown. */
export function reportLines(report: Report): readonly string[] {
  return report.outcomes
    .flatMap(({ reported = [] }) => reported)
    .map(({ tool, version, inChange, outside }) => {
      const name = codeSpan(version === undefined ? tool : `${tool} ${version}`);
      return `- ${name}: ${inChange} on lines that this change touches, ${outside} elsewhere`;
    });
}

/** The tools that a check run waits for, if it waits for nothing else. */
export function awaitedTools(gaps: readonly Gap[]): string | undefined {
  const tools = gaps.flatMap(({ awaited }) => awaited ?? []);
  return tools.length === 0 || tools.length < gaps.length ? undefined : [...new Set(tools)].join(", ");
}
