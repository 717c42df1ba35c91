/** Applies safe fixes until nothing is left to fix: in memory first, so that a patch and the disk see the same texts. */

import { applyFixes } from "../core/apply-fixes.ts";
import type { Differential, FileContent, Tree } from "../core/differential.ts";
import type { Fix } from "../core/finding.ts";
import type { Report } from "../core/report.ts";
import { review } from "../core/review.ts";
import type { RuleSet } from "../core/rule-set.ts";
import type { Toolbox } from "../core/toolbox.ts";

export interface FixedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly byteOrderMark: boolean;
}

export interface Fixing {
  readonly files: readonly FixedFile[];
  readonly fixes: number;
  /** Fixes kept coming: two rules undo each other's work. */
  readonly isUnsettled: boolean;
}

/** Fixes can make room for others: a line that moved, a key that appeared. */
const mostPasses = 5;

export async function fixFiles(differential: Differential, ruleSet: RuleSet, toolbox: Toolbox): Promise<Fixing> {
  const texts = new Map<string, FixedFile>();
  const overlaid = { ...differential, head: overlay(differential.head, texts) };
  let fixes = 0;
  for (let pass = 1; pass <= mostPasses; pass += 1) {
    const applied = await fixOnce(await review(overlaid, ruleSet, toolbox), overlaid.head, texts);
    fixes += applied;
    if (applied === 0) return finish(texts, fixes, false);
  }
  return finish(texts, fixes, true);
}

function finish(texts: ReadonlyMap<string, FixedFile>, fixes: number, isUnsettled: boolean): Fixing {
  const files = [...texts.values()].filter(({ before, after }) => before !== after);
  return { files, fixes: files.length === 0 ? 0 : fixes, isUnsettled };
}

async function fixOnce(report: Report, head: Tree, texts: Map<string, FixedFile>): Promise<number> {
  const byPath = safeFixes(report);
  const contents = await head.read([...byPath.keys()]);
  let count = 0;
  for (const [path, fixes] of byPath) {
    const content = contents.get(path);
    if (content?.kind !== "text") continue;
    const { text, applied } = applyFixes(content.text, fixes);
    count += applied;
    const before = texts.get(path)?.before ?? content.text;
    texts.set(path, { path, before, after: text, byteOrderMark: content.byteOrderMark });
  }
  return count;
}

function safeFixes(report: Report): ReadonlyMap<string, readonly Fix[]> {
  const byPath = new Map<string, Fix[]>();
  for (const outcome of report.outcomes) {
    if (outcome.status !== "checked") continue;
    for (const { at, fix } of outcome.annotations) {
      if (at && fix?.safe === true) byPath.set(at.path, [...(byPath.get(at.path) ?? []), fix]);
    }
  }
  return byPath;
}

/** A tree whose files read as they are after the fixes so far. */
function overlay(tree: Tree, texts: ReadonlyMap<string, FixedFile>): Tree {
  return {
    list: (directory) => tree.list(directory),
    async read(paths) {
      const contents = new Map<string, FileContent>(await tree.read(paths.filter((path) => !texts.has(path))));
      for (const path of paths) {
        const fixed = texts.get(path);
        if (fixed) contents.set(path, { kind: "text", text: fixed.after, byteOrderMark: fixed.byteOrderMark });
      }
      return contents;
    },
  };
}
