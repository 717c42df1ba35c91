/** Findings of a tree check become annotations: the rule's own paths kept to, waivers at their places honoured. */

import { annotate, compareWithBase } from "./annotate.ts";
import type { ChangedFile, Differential } from "./differential.ts";
import type { Document } from "./document.ts";
import type { Finding } from "./finding.ts";
import { switchesFor, trustedTree } from "./foreign-switches.ts";
import { fingerprintOf, identityOf } from "./fingerprint.ts";
import { openDocument } from "./open-document.ts";
import type { Annotation, WaivedFinding } from "./report.ts";
import { type Rule, wholeName } from "./rule-set.ts";
import { concernsPath } from "./select.ts";
import type { Toolbox } from "./toolbox.ts";
import { applyWaivers, type RuleFinding, type WaivedRuleFinding } from "./waive.ts";

export interface PlacedFindings {
  readonly annotations: readonly Annotation[];
  readonly waived: readonly WaivedFinding[];
  /** Set where another tool's configuration switches the rule off at every place that it found, and which one. */
  readonly switchedOff?: string;
}

/** A tree check says itself what is new; its places may lie in files that this change leaves alone. */
export async function annotatePlaced(
  rule: Rule,
  findings: readonly Finding[],
  differential: Differential,
  isIgnored: (path: string) => boolean,
  toolbox: Toolbox,
): Promise<PlacedFindings> {
  const byPath = new Map<string, RuleFinding[]>();
  for (const finding of findings) {
    const path = finding.at?.path ?? "";
    if (isIgnored(path) || !concernsPath(rule, path)) continue;
    const known = byPath.get(path);
    if (known) known.push({ rule, finding });
    else byPath.set(path, [{ rule, finding }]);
  }
  const switchedOff = await switchesFor([rule], [...byPath.keys()], trustedTree(differential), toolbox);
  let silencedBy: string | undefined;
  for (const path of [...byPath.keys()]) {
    const reason = switchedOff(rule, path);
    if (reason === undefined) continue;
    silencedBy = reason;
    byPath.delete(path);
  }
  if (byPath.size === 0) {
    return { annotations: [], waived: [], ...(silencedBy === undefined ? {} : { switchedOff: silencedBy }) };
  }

  const contents = await differential.head.read([...byPath.keys()]);
  const documents = [...byPath.keys()].flatMap((path) => {
    const content = contents.get(path);
    return content?.kind === "text" ? [openDocument(path, content)] : [];
  });
  const waivers = await waiversOf(documents, toolbox);
  const files = new Map(differential.files.map((file) => [file.path, file]));
  const annotations: Annotation[] = [];
  const waived: WaivedFinding[] = [];
  for (const [index, document] of documents.entries()) {
    const file = files.get(document.path) ?? untouched(document.path);
    const applied = applyWaivers(
      byPath.get(document.path) ?? [],
      waivers[index] ?? [],
      document.lines,
      toolbox.time?.(),
    );
    const { added } = compareWithBase(applied.standing, new Map(), document, file);
    for (const { annotation } of added) annotations.push(annotation);
    for (const each of applied.waived) waived.push(waivedFinding(each, document, file));
  }
  return { annotations, waived };
}

/** Who parses a file reads its waivers: it is inspected with nothing to look for. */
async function waiversOf(documents: readonly Document[], toolbox: Toolbox) {
  const results = await toolbox.inspect(
    documents.map(({ path, text, byteOrderMark, language, kind }) => ({
      path,
      text,
      byteOrderMark,
      language,
      kind,
      tasks: [],
    })),
    toolbox.signal,
  );
  return results.map((result) => result.waivers);
}

function waivedFinding({ rule, finding, waiver }: WaivedRuleFinding, document: Document, file: ChangedFile) {
  const identity = identityOf(wholeName(rule), document.path, finding, document.text, document.lines);
  const annotation = annotate(rule.name, finding, fingerprintOf(identity, 0), document, file);
  return { annotation, ...(waiver.reason === undefined ? {} : { reason: waiver.reason }) };
}

function untouched(path: string): ChangedFile {
  return { path, status: "modified", kind: "file", additions: 0, deletions: 0, hunks: [] };
}
