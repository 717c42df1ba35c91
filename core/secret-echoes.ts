/** One secret is told once: several rules know passwords, each in another way, and one of them says enough. */

import type { Finding } from "./finding.ts";
import type { Rule, RuleSeverity } from "./rule-set.ts";
import type { LineIndex } from "./text.ts";
import type { RuleFinding } from "./waive.ts";

/**
 * Of findings at the same value, begun on the same line, all but one: the strictest rule's, then that of the rule that
 * knows the technology. Whoever has waived one of them has said that the value is no secret: no other that may be waived
 * stands then. `secrets` are the findings whose own place is a secret, not those that only lie near one.
 */
export function echoedSecrets(
  standing: readonly RuleFinding[],
  waived: readonly RuleFinding[],
  secrets: ReadonlySet<Finding>,
  lines: LineIndex,
): ReadonlySet<RuleFinding> {
  const echoes = new Set<RuleFinding>();
  if (secrets.size < 2) return echoes;
  const placed = [...standing, ...waived].filter(({ finding }) => finding.at && secrets.has(finding));
  const byStart = placed.sort((one, other) => startOf(one) - startOf(other));
  const isWaived = new Set(waived);
  byStart.forEach((one, index) => {
    for (let next = index + 1; next < byStart.length; next += 1) {
      const other = byStart[next];
      if (!other || startOf(other) >= endOf(one)) break;
      if (lines.position(startOf(one)).line !== lines.position(startOf(other)).line) break;
      const echo = echoOf(one, other, isWaived);
      if (echo) echoes.add(echo);
    }
  });
  return echoes;
}

function echoOf(one: RuleFinding, other: RuleFinding, waived: ReadonlySet<RuleFinding>): RuleFinding | undefined {
  const [oneWaived, otherWaived] = [waived.has(one), waived.has(other)];
  if (oneWaived && otherWaived) return undefined;
  if (oneWaived) return other.rule.waivable ? other : undefined;
  if (otherWaived) return one.rule.waivable ? one : undefined;
  if (one.rule === other.rule) return undefined;
  return weight(one.rule) >= weight(other.rule) ? other : one;
}

const severities: Readonly<Record<RuleSeverity, number>> = { failure: 6, warning: 4, notice: 2, off: 0 };

/** A rule that nobody sees keeps no other from being heard. */
function weight({ severity, mode, check }: Rule): number {
  if (mode === "shadow" || mode === "advise") return -1;
  return severities[severity] + (check.includes("/text/") ? 0 : 1);
}

function startOf({ finding }: RuleFinding): number {
  return finding.at?.range[0] ?? 0;
}

function endOf({ finding }: RuleFinding): number {
  return finding.at?.range[1] ?? 0;
}
