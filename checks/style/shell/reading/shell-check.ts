/** What every check over shell scripts is made of: a judge of one script, wherever it stands. */

import type { FileCheck } from "../../../../core/check.ts";
import type { DocumentKind, LanguageName } from "../../../../core/document.ts";
import type { Finding, TextEdit } from "../../../../core/finding.ts";
import type { Range } from "../../../../core/text.ts";
import type { ParsedDocument } from "../../../../languages/parsed.ts";
import type { ShellScript } from "../../../../languages/shell/script.ts";
import { scriptsOf } from "../../../../languages/shell/scripts.ts";
import { surveyShell, type ShellSurvey } from "../../../../languages/shell/survey.ts";

/** What is wrong, as a whole sentence, and what to do. */
export interface ShellRemark {
  readonly place: Range;
  readonly says: string;
  readonly mend: string;
  /** For a person to judge. */
  readonly suggestion?: readonly TextEdit[];
}

export interface ScriptView extends ShellScript {
  readonly survey: ShellSurvey;
  /** Text of the document at a place in it. */
  readonly textAt: (range: Range) => string;
}

export type ScriptJudge = (script: ScriptView, document: ParsedDocument) => Iterable<ShellRemark>;

const languages: readonly LanguageName[] = ["shell", "dockerfile", "hcl", "yaml"];
const kinds: readonly DocumentKind[] = [
  ...(["shell-script", "dockerfile", "github-workflow", "github-action"] as const),
  ...(["packer", "terraform", "terragrunt"] as const),
];
const mostFindings = 500;

/** A script that does not parse is judged by nobody but the rule that says so. */
export function shellCheck(judge: ScriptJudge): FileCheck<object, ParsedDocument> {
  return {
    scope: "file",
    languages,
    kinds,
    look(document) {
      const findings: Finding[] = [];
      const textAt = ([start, end]: Range): string => document.text.slice(start, end);
      for (const script of scriptsOf(document)) {
        if (script.problems.length > 0) continue;
        const view: ScriptView = { ...script, survey: surveyShell(script.tree), textAt };
        for (const remark of judge(view, document)) findings.push(findingOf(document.path, remark));
        if (findings.length >= mostFindings) break;
      }
      return { findings: findings.sort(byPlace) };
    },
  };
}

function findingOf(path: string, { place, says, mend, suggestion }: ShellRemark): Finding {
  return {
    message: says,
    advice: mend,
    at: { path, range: place },
    ...(suggestion && { fix: { safe: false, edits: suggestion } }),
  };
}

function byPlace(left: Finding, right: Finding): number {
  return (left.at?.range[0] ?? 0) - (right.at?.range[0] ?? 0);
}

/** A text in backticks, cut where it is long. */
export function shown(text: string): string {
  const line = text.replace(/\\?\s+/gu, " ").trim();
  return `\`${line.length > 60 ? `${line.slice(0, 59)}…` : line}\``;
}
