/** Which environments a change touches, by the paths of its files and the namespaces of its objects. */

import { matchPaths } from "../../../../core/glob.ts";
import type { ChangedFile } from "../../../../core/differential.ts";
import type { EnvironmentMarks, RiskEvidence, RiskSettings, TouchedEnvironment } from "../../../../core/risk.ts";
import type { ObjectChange } from "./kubernetes.ts";

export function touchedEnvironments(
  files: readonly ChangedFile[],
  objects: readonly ObjectChange[],
  { environments }: RiskSettings,
): readonly TouchedEnvironment[] {
  return Object.entries(environments).flatMap(([name, marks]) => {
    const evidence = byPath(files, marks) ?? byNamespace(objects, marks);
    return evidence ? [{ name, evidence }] : [];
  });
}

function byPath(files: readonly ChangedFile[], { paths, words }: EnvironmentMarks): RiskEvidence | undefined {
  const matches = matchPaths(paths);
  for (const { path, previousPath } of files) {
    const found = [path, ...(previousPath === undefined ? [] : [previousPath])].find(
      (each) => matches(each) || speaksOf(each, words),
    );
    if (found !== undefined) return { path: found, words: "changes" };
  }
  return undefined;
}

function byNamespace(objects: readonly ObjectChange[], { words }: EnvironmentMarks): RiskEvidence | undefined {
  for (const { before, after } of objects) {
    const object = after ?? before;
    if (object?.namespace === undefined || !speaksOf(object.namespace, words)) continue;
    const { kind, name, namespace, path, line } = object;
    return {
      path,
      ...(after ? { line } : {}),
      words: `\`${kind}/${name}\` in namespace \`${namespace}\``,
    };
  }
  return undefined;
}

/** `pre-prod` and `not_prod` are other environments. */
const negations = new Set(["non", "pre", "not", "no", "sub", "post"]);

/** Whether one of the words stands in a path or name as a word of its own. */
export function speaksOf(text: string, words: readonly string[]): boolean {
  if (words.length === 0) return false;
  const wanted = new Set(words.map((word) => word.toLowerCase()));
  return text
    .toLowerCase()
    .split("/")
    .some((segment) => {
      const parts = segment.split(/[^\p{L}\p{N}]+/u);
      return parts.some((part, index) => wanted.has(withoutNumber(part)) && !negations.has(parts[index - 1] ?? ""));
    });
}

/** `prod1` and `prod02` are `prod`. */
function withoutNumber(word: string): string {
  return word.replace(/\d{1,4}$/u, "");
}
