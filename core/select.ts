/** Which rules look at which files: paths, kinds and languages, decided in one place. */

import type { CheckEntry } from "./check.ts";
import type { ChangedFile, Differential, FileContent } from "./differential.ts";
import { hasHeadContent } from "./differential.ts";
import type { Document } from "./document.ts";
import type { Gap } from "./finding.ts";
import { matchPaths } from "./glob.ts";
import { isTemplate } from "./kinds.ts";
import { openDocument } from "./open-document.ts";
import type { ReportedFile } from "./report.ts";
import type { Rule, RulePart, RuleSet } from "./rule-set.ts";

export interface Selection {
  /** Documents at head, in the differential's order. */
  readonly documents: readonly Document[];
  readonly files: readonly ReportedFile[];
  readonly gaps: readonly Gap[];
}

/** Reads the changed files at head in one batch and says of each why it is, or is not, reviewed. */
export async function selectDocuments(differential: Differential, ruleSet: RuleSet): Promise<Selection> {
  const isIgnored = matchPaths(ruleSet.ignore);
  const wanted = differential.files.filter((file) => hasHeadContent(file) && !isIgnored(file.path));
  const contents = await differential.head.read(wanted.map((file) => file.path));

  const documents: Document[] = [];
  const gaps: Gap[] = [];
  if (differential.filesBeyond) gaps.push({ reason: differential.filesBeyond, cause: "ours" });
  if (differential.treeBeyond) gaps.push({ reason: differential.treeBeyond, cause: "unsupported" });
  const files = differential.files.map((file): ReportedFile => {
    if (!hasHeadContent(file))
      return { path: file.path, status: file.status, reviewed: false, reason: withoutContent(file) };
    if (isIgnored(file.path))
      return { path: file.path, status: file.status, reviewed: false, reason: "ignored by the rule set" };
    const content = contents.get(file.path) ?? { kind: "missing" };
    if (content.kind === "text") {
      const document = openDocument(file.path, content);
      documents.push(document);
      return { path: file.path, status: file.status, reviewed: true, kind: document.kind };
    }
    const gap = gapOf(file.path, content);
    if (gap) gaps.push(gap);
    return { path: file.path, status: file.status, reviewed: false, reason: gap?.reason ?? describe(content.kind) };
  });
  return { documents, files, gaps };
}

function withoutContent(file: ChangedFile): string {
  return file.status === "removed" ? "removed" : describe(file.kind);
}

function describe(kind: string): string {
  return kind === "symlink" ? "a symbolic link" : kind;
}

/** A file without readable text: whose doing that is, or `undefined` where there is nothing to check in it. */
function gapOf(path: string, content: Exclude<FileContent, { kind: "text" }>): Gap | undefined {
  switch (content.kind) {
    case "undecodable":
      return { path, reason: content.reason, cause: "input" };
    case "too-large":
      return { path, reason: `is too large to check (${Math.ceil(content.bytes / 1024)} KiB)`, cause: "input" };
    case "unreadable":
      return { path, reason: content.reason, cause: "ours" };
    case "missing":
      return { path, reason: "is listed as changed, but is not in the tree at head", cause: "ours" };
    case "binary":
    case "symlink":
    case "submodule":
      return undefined;
  }
}

/** Whether a rule looks at a document; `entry` is the entry of the rule's check. */
export function appliesTo(rule: Rule, entry: CheckEntry, document: Document): boolean {
  if (!concernsPath(rule, document.path)) return false;
  if (entry.languages && !entry.languages.includes(document.language)) return false;
  // A template is text until somebody renders it: only checks that name its kind, or read any text, look at it.
  if (isTemplate(document.kind) && entry.languages && !entry.kinds?.includes(document.kind)) return false;
  if (entry.kinds && !entry.kinds.includes(document.kind)) return false;
  if (rule.kinds.length > 0 && !rule.kinds.includes(document.kind)) return false;
  return !rule.exceptKinds.includes(document.kind);
}

export function concernsPath(rule: Rule, path: string): boolean {
  if (rule.paths.length > 0 && !matchPaths(rule.paths)(path)) return false;
  if (rule.part && !isInPart(rule.part, path)) return false;
  return !matchPaths(rule.exceptPaths)(path);
}

function isInPart({ within, without }: RulePart, path: string): boolean {
  return within.every((globs) => matchPaths(globs)(path)) && !matchPaths(without)(path);
}
