/** Runs one review, writes its report and says how it ended. */

import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { withBaseline } from "../core/baseline.ts";
import { conclude } from "../core/conclusion.ts";
import type { Differential } from "../core/differential.ts";
import type { Report } from "../core/report.ts";
import { review } from "../core/review.ts";
import type { RuleSet } from "../core/rule-set.ts";
import type { Toolbox } from "../core/toolbox.ts";
import type { RuleSetSource } from "../engine/rule-set/effective.ts";
import { ruleFilesOf } from "../engine/rule-set/rule-files.ts";
import { packageVersion } from "../engine/package-root.ts";
import { reporters } from "../reporters/index.ts";
import { readBaselineOf } from "./baseline.ts";
import type { Call, ExitCode } from "./command.ts";
import { UsageError } from "./command.ts";
import { showProgress } from "./progress.ts";
import { withOwners } from "./owners-rules.ts";
import { readSandboxSettings } from "../engine/sandbox/settings.ts";
import { readReportChoices } from "./review-options.ts";
import type { FailOn, ReportChoices } from "./review-options.ts";
import { runRuleSet } from "./rule-set.ts";
import { openRunToolbox } from "./toolbox.ts";
import type { RunOptions } from "./toolbox.ts";

export async function reviewAndReport(
  call: Call,
  differential: Differential,
  rules: RuleSetSource,
  options: RunOptions & {
    /** There are commits and perhaps a request; files as they lie have neither. */
    readonly isChange: boolean;
  },
): Promise<ExitCode> {
  const choices = readReportChoices(call);
  const source = await withOwners(call, rules, options.isLocal ? call.terminal.cwd() : undefined);
  const { ruleSet, isBroken } = await runRuleSet(choices.rules, source, call.terminal);
  const progress = showProgress(call.terminal, choices.quiet);
  const toolbox = openRunToolbox({
    ...options,
    sandbox: readSandboxSettings(call.terminal.env),
    onInspected: progress.inspected,
  });
  const asked = options.isChange ? ruleSet : withoutRequestRules(ruleSet, toolbox);
  try {
    const report = await review(differential, asked, { ...toolbox, progress: progress.take });
    const shown = options.isChange
      ? await previewed(report)
      : withBaseline(report, await readBaselineOf(differential.head));
    progress.end();
    await writeReport(shown, choices, call);
    return isBroken ? 2 : exitCode(shown, choices.failOn);
  } finally {
    progress.end();
    await toolbox.close();
  }

  async function previewed(report: Report): Promise<Report> {
    if (choices.rules !== undefined || ruleFilesOf(differential, toolbox).length === 0) return report;
    progress.take({ done: 0, total: 0, doing: "asking the changed rules" });
    const { withPreview } = await import("../engine/rule-set/preview.ts");
    return withPreview({ differential, report, source, toolbox });
  }
}

function withoutRequestRules(ruleSet: RuleSet, { checks }: Toolbox): RuleSet {
  return { ...ruleSet, rules: ruleSet.rules.filter(({ check }) => checks.get(check)?.scope !== "differential") };
}

async function writeReport(report: Report, choices: ReportChoices, call: Call): Promise<void> {
  const { stdout } = call.terminal;
  const columns = choices.output === undefined && stdout.isTTY === true ? stdout.columns : undefined;
  const text = await reporters[choices.format](report, {
    color: choices.color,
    ...(choices.all && { perRule: Infinity }),
    ...(columns !== undefined && { columns }),
    ...(choices.minSeverity !== undefined && { minSeverity: choices.minSeverity }),
    version: packageVersion(),
    commandLine: call.commandLine,
  });
  if (choices.output === undefined) {
    call.terminal.stdout.write(text);
    return;
  }
  try {
    await writeFile(resolve(call.terminal.cwd(), choices.output), text);
  } catch (error) {
    throw new UsageError(`cannot write \`${choices.output}\``, { cause: error });
  }
}

/** 1 findings from the asked level on, else 3 something of ours could not be checked, else 0. */
export function exitCode(report: Report, failOn: FailOn): ExitCode {
  const { failures, warnings, notices } = conclude(report);
  const counted = { never: 0, failure: failures, warning: failures + warnings, notice: failures + warnings + notices };
  if (counted[failOn] > 0) return 1;
  return lacksSomethingOfOurs(report) ? 3 : 0;
}

function lacksSomethingOfOurs(report: Report): boolean {
  const gaps = [...report.gaps, ...report.outcomes.flatMap((outcome) => outcome.gaps)];
  return report.outcomes.some((outcome) => outcome.status === "broken") || gaps.some((gap) => gap.cause === "ours");
}
