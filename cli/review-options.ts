/** The options that every command with a report takes, and what they come to. */

import { reporterNames } from "../reporters/reporter.ts";
import type { ReporterName } from "../reporters/reporter.ts";
import type { Severity } from "../core/rule-set.ts";
import type { Call, Option, Terminal } from "./command.ts";
import { organisationOption } from "./owners-rules.ts";

const severities = ["failure", "warning", "notice"] as const satisfies readonly Severity[];
const failureLevels = [...severities, "never"] as const;
export type FailOn = (typeof failureLevels)[number];

export const reportOptions = {
  format: { type: "string", choices: reporterNames, value: "NAME", summary: `one of ${reporterNames.join(", ")}` },
  output: { type: "string", value: "FILE", summary: "write the report there instead of standard output" },
  rules: { type: "string", value: "FILE", summary: "this rule set instead of the folder's own" },
  ...organisationOption,
  "min-severity": {
    type: "string",
    choices: severities,
    value: "LEVEL",
    summary: "show only findings from this level on",
  },
  all: { type: "boolean", summary: "show every finding, also beyond 20 of one rule (text format)" },
  "fail-on": {
    type: "string",
    choices: failureLevels,
    value: "LEVEL",
    summary: "exit with 1 from this level on: failure (default), warning, notice, never",
  },
  color: {
    type: "string",
    choices: ["auto", "always", "never"],
    value: "WHEN",
    summary: "auto (default), always, never",
  },
  "no-color": { type: "boolean", summary: "the same as `--color never`" },
  quiet: { type: "boolean", summary: "no progress and no remarks on standard error" },
} as const satisfies Readonly<Record<string, Option>>;

export interface ReportChoices {
  readonly format: ReporterName;
  readonly output: string | undefined;
  readonly rules: string | undefined;
  readonly minSeverity: Severity | undefined;
  /** Every finding in the text format, however many one rule has. */
  readonly all: boolean;
  readonly failOn: FailOn;
  readonly color: boolean;
  readonly quiet: boolean;
}

export function readReportChoices(call: Call): ReportChoices {
  const output = call.text("output");
  return {
    format: reporterNames.find((name) => name === call.text("format")) ?? "text",
    output,
    rules: call.text("rules"),
    minSeverity: severities.find((severity) => severity === call.text("min-severity")),
    all: call.flag("all"),
    failOn: failureLevels.find((level) => level === call.text("fail-on")) ?? "failure",
    color: output === undefined && wantsColor(call),
    quiet: call.flag("quiet"),
  };
}

function wantsColor(call: Call): boolean {
  const asked = call.flag("no-color") ? "never" : call.text("color");
  if (asked === "always" || asked === "never") return asked === "always";
  return isColorful(call.terminal);
}

/** A terminal that shows colours, unless `NO_COLOR` says no or `FORCE_COLOR` yes. */
function isColorful({ stdout, env }: Terminal): boolean {
  if (env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "") return false;
  if (env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0") return true;
  return stdout.isTTY === true && env["TERM"] !== "dumb";
}
