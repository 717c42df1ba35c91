/** How many changed lines of each file are layout: they differ, and do not once both sides are laid out alike. */

import { diffArrays } from "diff";
import type { ChangedFile, Differential } from "../../../core/differential.ts";
import { languageOf } from "../../../core/kinds.ts";
import { dataOf } from "../../../languages/data.ts";
import { formatHcl } from "../../../languages/hcl/format.ts";
import { parseHcl } from "../../../languages/hcl/parse.ts";
import { parseYaml } from "../../../languages/yaml/parse.ts";

const mostFiles = 300;
const longestText = 200_000;
/** Longer files, and those that differ in more, are not compared: the time grows with the product of length and difference. */
const mostLines = 5_000;
const mostEdits = 1_000;

/** By path at head; files without layout changes, and those that cannot be compared, have 0. */
export async function layoutLines(
  { base, head }: Differential,
  files: readonly ChangedFile[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const compared = files
    .filter(
      ({ path, status, kind }) => kind === "file" && isLaidOut(path) && (status === "modified" || status === "renamed"),
    )
    .slice(0, mostFiles);
  const [atBase, atHead] = await Promise.all([
    base.read(compared.map((file) => file.previousPath ?? file.path)),
    head.read(compared.map(({ path }) => path)),
  ]);
  return new Map(
    compared.map((file) => {
      signal?.throwIfAborted();
      const before = atBase.get(file.previousPath ?? file.path);
      const after = atHead.get(file.path);
      if (before?.kind !== "text" || after?.kind !== "text") return [file.path, 0];
      return [file.path, layoutIn(file.path, before.text, after.text)];
    }),
  );
}

function isLaidOut(path: string): boolean {
  return ["hcl", "json", "yaml"].includes(languageOf(path));
}

function layoutIn(path: string, before: string, after: string): number {
  if (before.length > longestText || after.length > longestText) return 0;
  const raw = changedLines(before, after);
  if (raw === undefined || raw === 0) return 0;
  const real = realLines(path, before, after);
  return real === undefined ? 0 : Math.max(0, raw - real);
}

/** Changed lines that change something; `undefined` where the sides cannot be brought into one layout. */
function realLines(path: string, before: string, after: string): number | undefined {
  switch (languageOf(path)) {
    case "hcl":
      return between(laidOutHcl(before), laidOutHcl(after));
    case "json":
      return between(laidOutJson(before), laidOutJson(after));
    case "yaml":
      return isSameYaml(before, after) ? 0 : changedLines(withoutBlanks(before), withoutBlanks(after));
    default:
      return undefined;
  }
}

function between(before: string | undefined, after: string | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : changedLines(before, after);
}

function changedLines(before: string, after: string): number | undefined {
  const [one, other] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  if (one.length > mostLines || other.length > mostLines) return undefined;
  const changes = diffArrays(one, other, { maxEditLength: mostEdits });
  return changes?.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0);
}

function laidOutHcl(text: string): string | undefined {
  const { tree, problems } = parseHcl(text);
  return problems.length > 0 ? undefined : withoutBlanks(formatHcl(text, tree));
}

function laidOutJson(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return undefined;
  }
}

/** Blanks at the end of lines and empty lines; in YAML, those at the beginning mean something. */
function withoutBlanks(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .join("\n");
}

/** The same data and the same comments. Aliases make small texts large: such a text is compared line by line. */
function isSameYaml(before: string, after: string): boolean {
  const [one, other] = [plainYaml(before), plainYaml(after)];
  return one !== undefined && one === other;
}

function plainYaml(text: string): string | undefined {
  if (/(?:^|[\s[{,:-])\*\S/.test(text)) return undefined;
  const { tree, problems } = parseYaml(text);
  if (problems.length > 0) return undefined;
  const data = tree.documents.map(({ content }) => dataOf(content));
  if (data.some((each) => each.certainty("") !== "known")) return undefined;
  return JSON.stringify([data.map(({ value }) => value), tree.comments.map((comment) => comment.text)]);
}
