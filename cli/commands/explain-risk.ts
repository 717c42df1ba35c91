/** `plumbline explain risk`: the manual page, then the table that is in force here. */

import { conditionWords } from "../../core/condition-words.ts";
import { defaultRisk, riskFactorNames, riskTitles } from "../../core/risk.ts";
import type { RuleSet } from "../../core/rule-set.ts";

export const riskTopic = "risk";

/** Where its page lies, from the package root. */
export const riskPagePath = "docs/rules/risk.md";

/** The table of the folder's own rule set, and which of its rules are asked by condition. */
export function riskInForce({ rules, risk = defaultRisk }: RuleSet): string {
  const width = Math.max(...riskFactorNames.map((name) => name.length));
  const levels = riskFactorNames.map(
    (name) => `${risk.levels[name].padEnd(6)}  ${name.padEnd(width)}  ${riskTitles[name]}`,
  );
  const together = risk.combinations.map(({ factors, level }) => `${level.padEnd(6)}  ${factors.join(" + ")}`);
  const conditional = rules.flatMap(({ name, severity, when }) =>
    when === undefined || severity === "off"
      ? []
      : [`${severity.padEnd(7)}  ${name}: ${conditionWords(when) || "always"}`],
  );
  const asked =
    conditional.length > 0
      ? conditional
      : ["No rule in force asks by risk: extend `context-basic` or `context-strict`."];
  const environments = Object.entries(risk.environments).map(
    ([name, { paths, words }]) =>
      `${name}: ${[...paths.map((path) => `\`${path}\``), ...words.map((word) => `the word \`${word}\``)].join(", ")}`,
  );
  const freezes = risk.freezes.map(({ from, to, why }) => `${from} to ${to}${why === undefined ? "" : `: ${why}`}`);
  return [
    levels.join("\n"),
    ...(together.length > 0 ? [together.join("\n")] : []),
    environments.join("\n"),
    ...(freezes.length > 0 ? [`Freezes:\n${freezes.join("\n")}`] : []),
    asked.join("\n"),
  ].join("\n\n");
}
