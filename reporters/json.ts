/** A report as JSON: the report itself plus what follows from it. The shape is described in `docs/cli.md`. */

import type { Report } from "../core/report.ts";
import { conclude } from "../core/conclusion.ts";
import { everyOutcome } from "../core/modes.ts";
import { allFindings, allGaps, allWaived, shadowFindings } from "./findings.ts";
import type { ReporterOptions } from "./reporter.ts";
import { olderFindings, reportTitle } from "./wording.ts";

/** Grows when a field changes its meaning or goes away; new fields do not count. */
const formatVersion = 1;

export function json(report: Report, { minSeverity, version }: ReporterOptions): string {
  const { verdict, failures, warnings, notices } = conclude(report);
  const waived = allWaived(report);
  const document = {
    formatVersion,
    tool: { name: "plumbline", version },
    repository: report.repository,
    baseSha: report.baseSha,
    headSha: report.headSha,
    conclusion: verdict,
    title: reportTitle(report),
    counts: { failures, warnings, notices, older: olderFindings(report), waived: waived.length },
    findings: allFindings(report, minSeverity).map(({ severity, annotation }) => ({ severity, ...annotation })),
    waived: waived.map(({ annotation, reason }) => ({ ...annotation, reason })),
    addedWaivers: report.addedWaivers,
    gaps: allGaps(report).map(({ rule, ...gap }) => ({ rule: rule?.name, ...gap })),
    shadow: shadowFindings(report).map(({ severity, annotation }) => ({ severity, ...annotation })),
    rules: everyOutcome(report).map((outcome) => ({
      name: outcome.rule.name,
      check: outcome.rule.check,
      severity: outcome.rule.severity,
      mode: outcome.rule.mode ?? "enforce",
      title: outcome.rule.title,
      why: outcome.rule.why,
      status: outcome.status,
      because: outcome.because,
      ...(outcome.status === "checked"
        ? {
            documents: outcome.documents,
            older: outcome.older,
            note: outcome.note,
            tests: outcome.tests,
            reported: outcome.reported,
          }
        : { reason: outcome.reason }),
    })),
    risk: report.risk,
    preview: report.preview,
    files: report.files,
    ruleSet: report.ruleSet,
    milliseconds: report.milliseconds,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
