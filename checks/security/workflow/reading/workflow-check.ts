/** What every check over workflows and actions is made of: a judge of the whole file, and how it says what it saw. */

import type { CheckContext, Facts, FileCheck, Trees } from "../../../../core/check.ts";
import type { Document, DocumentKind } from "../../../../core/document.ts";
import type { Finding, TextEdit } from "../../../../core/finding.ts";
import type { Range } from "../../../../core/text.ts";
import type { YamlDocument } from "../../../../languages/parsed.ts";

export interface Remark {
  readonly at: Range;
  readonly message: string;
  readonly advice?: string;
  /** A fix for a person to judge. */
  readonly suggestion?: readonly TextEdit[];
  /** The place holds a secret. */
  readonly secret?: { readonly evidence: string };
}

export type Judge<Options> = (document: YamlDocument, options: Options, facts: Facts | undefined) => Iterable<Remark>;

export interface WorkflowCheckSettings<Options> {
  readonly options?: object;
  readonly kinds?: readonly DocumentKind[];
  readonly gather?: (
    documents: readonly Document[],
    trees: Trees,
    context: CheckContext<Options>,
  ) => Promise<ReadonlyMap<string, Facts>>;
}

const mostFindings = 500;
const workflowsAndActions: readonly DocumentKind[] = ["github-workflow", "github-action"];

export function workflowCheck<Options = object>(
  judge: Judge<Options>,
  { options, kinds = workflowsAndActions, gather }: WorkflowCheckSettings<Options> = {},
): FileCheck<Options, YamlDocument> {
  return {
    scope: "file",
    languages: ["yaml"],
    kinds,
    ...(options && { options }),
    ...(gather && { gather }),
    look(document, context) {
      const findings = new Map<string, Finding>();
      for (const remark of judge(document, context.options, context.facts)) {
        // Through an alias the same place is met more than once.
        const key = `${remark.at.join("-")} ${remark.message}`;
        if (!findings.has(key)) findings.set(key, findingOf(document.path, remark));
        if (findings.size >= mostFindings) break;
      }
      return { findings: [...findings.values()].sort(byPlace) };
    },
  };
}

function findingOf(path: string, { at, message, advice, suggestion, secret }: Remark): Finding {
  return {
    message,
    ...(advice === undefined ? {} : { advice }),
    at: { path, range: at },
    ...(suggestion && { fix: { safe: false, edits: suggestion } }),
    ...(secret && { secret: true, evidence: secret.evidence }),
  };
}

function byPlace(left: Finding, right: Finding): number {
  return (left.at?.range[0] ?? 0) - (right.at?.range[0] ?? 0);
}
