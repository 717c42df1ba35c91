/** The rule set that the scoreboard runs with: every rule about files on, formatters without being asked. */

import type { CheckEntry } from "../core/check.ts";
import type { Rule } from "../core/rule-set.ts";

/**
 * Text of `bench/scoreboard.yml`. What `recommended` leaves off speaks as a notice, so that taste is not counted as noise;
 * rules about the request have nothing to look at in a folder of cases.
 */
export function scoreboardRules(checks: Iterable<CheckEntry>, recommended: readonly Rule[]): string {
  const severities = new Map(recommended.map((rule) => [rule.name, rule.severity]));
  const names = [...checks]
    .filter(({ name, scope }) => scope !== "differential" && !name.startsWith("waiver/"))
    .map(({ name }) => name);
  // A check that is bound twice, with other options each time.
  const others = recommended
    .filter(({ name, check }) => name !== check && names.includes(check))
    .map(({ name }) => name);
  const lines = [...names, ...others].sort().flatMap((name) => {
    if (name === "format/prettier") return [`  ${name}: { severity: notice, options: { enabled: true } }`];
    return (severities.get(name) ?? "off") === "off" ? [`  ${name}: notice`] : [];
  });
  return [
    "# Written by `npm run scoreboard`: recommended, and every rule about files that it leaves off as a notice.",
    "extends: [recommended]",
    ...(lines.length === 0 ? [] : ["rules:", ...lines]),
    "",
  ].join("\n");
}
