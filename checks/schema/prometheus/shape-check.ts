/** Turns a shape into a check over the documents of a kind. */

import type { FileCheck } from "../../../core/check.ts";
import type { DocumentKind } from "../../../core/document.ts";
import type { Finding } from "../../../core/finding.ts";
import { dataOf } from "../../../languages/data.ts";
import { sectionOf, type Section } from "../../../languages/kubernetes/section.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { dialectOf } from "../../../languages/yaml/scalar.ts";
import { look, type Shape, type Tell } from "./shape.ts";

/** More mistakes than that in one file say nothing new. */
const mostFindings = 100;

export function collect(path: string): { readonly findings: Finding[]; readonly tell: Tell } {
  const findings: Finding[] = [];
  const told = new Set<string>();
  const tell: Tell = (range, message, advice) => {
    const key = `${range[0]} ${message}`;
    if (findings.length >= mostFindings || told.has(key)) return;
    told.add(key);
    findings.push({ message, ...(advice !== undefined && { advice }), at: { path, range } });
  };
  return { findings, tell };
}

export interface ShapeOptions {
  /** Whether a file is written for this server, and not for another one. */
  readonly isMeant?: (root: Section, path: string) => boolean;
}

/** The first YAML document counts: the servers read no other. */
export function shapeCheck(
  kind: DocumentKind,
  shape: Shape,
  { isMeant }: ShapeOptions = {},
): FileCheck<object, YamlDocument> {
  return {
    scope: "file",
    languages: ["yaml"],
    kinds: [kind],
    look(document) {
      const { path, problems, tree, unread } = document;
      if (problems.length > 0 || unread !== undefined) {
        return { findings: [], gaps: [{ path, reason: "waits until it parses", cause: "input" }] };
      }
      const content = tree.documents[0]?.content;
      if (!content) return { findings: [] };
      const { findings, tell } = collect(path);
      const root = sectionOf(dataOf(content, dialectOf(document.kind)));
      if (isMeant && !isMeant(root, path)) return { findings: [], skipped: "written for another reader" };
      look(shape, root, tell);
      return { findings: findings.sort((left, right) => (left.at?.range[0] ?? 0) - (right.at?.range[0] ?? 0)) };
    },
  };
}
