/** `plumbline explain RULE`: the rule as it is in force here, then the manual page of its check. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { conditionWords } from "../../core/condition-words.ts";
import { isReportRule, reportCheck } from "../../core/report-rules.ts";
import type { Rule } from "../../core/rule-set.ts";
import { packageRoot } from "../../engine/package-root.ts";
import { checkEntry } from "../../engine/rule-set/check-entries.ts";
import { describeRule, manualPath } from "../../engine/rule-set/describe.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { folderRuleSet } from "../folder-rules.ts";
import { organisationOption } from "../owners-rules.ts";
import { riskInForce, riskPagePath, riskTopic } from "./explain-risk.ts";

export const explain: Command = {
  name: "explain",
  summary: "say what a rule looks for, why, and how to mend or waive it",
  usage: ["explain RULE", "explain risk"],
  options: {
    rules: { type: "string", value: "FILE", summary: "this rule set instead of the folder's own" },
    ...organisationOption,
  },
  mostArguments: 1,
  async run(call) {
    const [asked] = call.words;
    // What a tool reports is a rule of its own only while it is there.
    const name = asked !== undefined && isReportRule(asked) ? reportCheck : asked;
    if (name === undefined)
      throw new UsageError("`plumbline explain` needs the name of a rule; `plumbline rules list` has them");
    const { ruleSet } = await folderRuleSet(call);
    if (name === riskTopic) {
      const page = await readFile(join(packageRoot(), riskPagePath), "utf8");
      call.terminal.stdout.write(`${readable(page)}\n\n## Here\n\n${riskInForce(ruleSet)}\n`);
      return 0;
    }
    const described = await describeRule(name, ruleSet);
    if (!("unknown" in described)) {
      call.terminal.stdout.write(`${readable(described.page)}\n\n## Here\n\n${inForce(described.rule)}\n`);
      return 0;
    }
    if (checkEntry(name)) {
      const page = await readFile(join(packageRoot(), manualPath(name)), "utf8");
      call.terminal.stdout.write(`${readable(page)}\n\n## Here\n\nNo rule in force asks it.\n`);
      return 0;
    }
    const hint =
      described.suggestion === undefined
        ? "`plumbline rules list` has them"
        : `did you mean \`${described.suggestion}\`?`;
    throw new UsageError(`there is no rule \`${name}\`; ${hint}`);
  },
};

/** Without the note to whoever would edit the file. */
function readable(page: string): string {
  return page.replace(/^<!--.*?-->\s*/s, "").trimEnd();
}

function inForce(rule: Rule): string {
  const options = Object.keys(rule.options).length > 0 ? [`Options: \`${JSON.stringify(rule.options)}\``] : [];
  const where = [
    ...(rule.paths.length > 0 ? [`on ${rule.paths.map(code).join(", ")}`] : []),
    ...(rule.exceptPaths.length > 0 ? [`except ${rule.exceptPaths.map(code).join(", ")}`] : []),
  ].join(", ");
  return [
    `Severity: ${rule.severity}${where === "" ? "" : `, ${where}`}`,
    ...(rule.when === undefined ? [] : [`Asked when: ${conditionWords(rule.when) || "always"}`]),
    `Why: ${rule.why}`,
    ...options,
    ...(rule.waivable ? [] : ["Waivers do not silence it."]),
  ].join("\n\n");
}

function code(text: string): string {
  return `\`${text}\``;
}
