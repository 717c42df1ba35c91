/** The rules in force as `/plumbline config` shows them: what is tuned, with file and line of each key, and a table of all that are on. */

import type { EffectiveRuleSet } from "../../engine/rule-set/effective.ts";
import { placeOf, qualityWords, shownRules } from "../../engine/rule-set/show.ts";
import type { RuleQuality, ShownRule } from "../../engine/rule-set/show.ts";
import { rulesText, yamlWriter } from "../../engine/rule-set/show-text.ts";
import { clipLines } from "../../reporters/bytes.ts";
import { cell, codeSpan, sentence } from "../../reporters/markdown.ts";
import { plural } from "../../reporters/wording.ts";

export interface RulesQuestion {
  /** Only what looks at this file, as it is tuned there. */
  readonly path: string | undefined;
  /** How the rules did so far in this repository. */
  readonly statistics: readonly RuleQuality[];
}

/** Bytes: what was found needs its room too. */
const tunedBudget = 14_000;
const rowBudget = 16_000;

export async function rulesSection(inForce: EffectiveRuleSet, { path, statistics }: RulesQuestion): Promise<string> {
  const { origin, notes = [] } = inForce.ruleSet;
  const shown = shownRules(inForce, { path, statistics });
  const on = shown.filter((rule) => valueOf(rule, "severity") !== "off");
  const off = shown.length - on.length;
  const heading = path === undefined ? "Rules in force" : `Rules in force for ${codeSpan(path)}`;
  return folded(heading, [
    `From ${codeSpan(origin)}: ${plural(on.length, "rule")}${off === 0 ? "" : `, ${off} more are off`}.`,
    ...notes.map((note) => `- ${sentence(note)}`),
    "",
    ...(await tunedLines(inForce, path)),
    "",
    "| rule | severity | set by | |",
    "|---|---|---|---|",
    ...clipLines(
      [...on.filter(isTuned), ...on.filter((rule) => !isTuned(rule))].map(ruleRow),
      rowBudget,
      (count) => `| and ${count} more: \`/plumbline config PATH\` | | | |`,
    ),
  ]);
}

export function folded(heading: string, lines: readonly string[]): string {
  return `<details><summary>${summaryText(heading)}</summary>\n\n${lines.join("\n")}\n\n</details>`;
}

/** GitHub reads no Markdown in there. */
function summaryText(heading: string): string {
  return heading.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("`", "");
}

async function tunedLines(inForce: EffectiveRuleSet, path: string | undefined): Promise<readonly string[]> {
  const tuned = shownRules(inForce, { path, onlyTuned: true });
  if (tuned.length === 0) return ["No file tunes a rule here: everything is as the presets have it."];
  const text = rulesText(tuned, await yamlWriter()).trimEnd();
  const fence = "`".repeat(Math.max(3, ...(text.match(/`+/gu) ?? []).map((run) => run.length + 1)));
  const lines = clipLines(text.split("\n"), tunedBudget, (count) => `  # and ${count} more lines`);
  const about = `What files above the presets say of ${plural(tuned.length, "rule")}, each key with the file and line that set it:`;
  return [about, "", `${fence}yaml`, "rules:", ...lines, fence];
}

/** Where there is no room for all, what people here said themselves comes before what comes with Plumbline. */
function isTuned({ keys, source }: ShownRule): boolean {
  const path = keys.find(({ key }) => key === "severity")?.source?.path ?? source?.path;
  return path?.startsWith("rules/") === false;
}

function ruleRow(rule: ShownRule): string {
  const severity = rule.keys.find(({ key }) => key === "severity");
  const place = severity?.source ?? rule.source;
  const setBy = place === undefined ? "" : code(placeOf(place));
  const cells = [code(rule.name), String(severity?.value), setBy, remarks(rule).join("; ")];
  return `| ${cells.map(cell).join(" | ")} |`;
}

function remarks(rule: ShownRule): readonly string[] {
  const mode = valueOf(rule, "mode");
  const paths = valueOf(rule, "paths");
  return [
    ...(rule.check === rule.name || rule.check === rule.whole ? [] : [`check ${code(rule.check)}`]),
    ...(mode === undefined ? [] : [`mode ${String(mode)}`]),
    ...(Array.isArray(paths)
      ? [
          paths
            .slice(0, 3)
            .map((path) => code(String(path)))
            .join(", "),
        ]
      : []),
    ...(valueOf(rule, "waivable") === false ? ["cannot be waived"] : []),
    ...(valueOf(rule, "enforced") === true ? ["enforced"] : []),
    ...(rule.quality === undefined ? [] : [qualityWords(rule.quality)]),
  ];
}

function valueOf({ keys }: ShownRule, name: string): unknown {
  return keys.find(({ key }) => key === name)?.value;
}

function code(text: string): string {
  return codeSpan(text.slice(0, 100));
}
