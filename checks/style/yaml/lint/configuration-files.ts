/** The files that configure yamllint, read in the tree that is trusted; what they name is read with them. */

import type { Facts } from "../../../../core/check.ts";
import type { Tree } from "../../../../core/differential.ts";

/** In yamllint's order: the first that is there counts. */
export const configurationNames: readonly string[] = [".yamllint", ".yamllint.yaml", ".yamllint.yml"];

const longest = 64 * 1024;
const mostRounds = 4;

export interface LintFiles {
  readonly path: string;
  readonly texts: ReadonlyMap<string, string>;
}

/** Every rule of a review asks for it. */
const known = new WeakMap<Tree, Promise<Facts | undefined>>();

/** `undefined` = the repository has none. */
export function gatherLintFiles(tree: Tree): Promise<Facts | undefined> {
  const before = known.get(tree);
  if (before) return before;
  const reading = readLintFiles(tree);
  known.set(tree, reading);
  // What went wrong once may go well the next time.
  reading.catch(() => known.delete(tree));
  return reading;
}

async function readLintFiles(tree: Tree): Promise<Facts | undefined> {
  const found = await textsOf(tree, configurationNames);
  const path = configurationNames.find((name) => found.has(name));
  if (path === undefined) return undefined;
  const texts = new Map([[path, found.get(path) ?? ""]]);
  let fresh: readonly string[] = [...texts.values()];
  for (let round = 0; round < mostRounds; round += 1) {
    const wanted = [...new Set(fresh.flatMap(namedFiles))].filter((name) => !texts.has(name));
    if (wanted.length === 0) break;
    const more = await textsOf(tree, wanted);
    for (const [name, text] of more) texts.set(name, text);
    fresh = [...more.values()];
  }
  return { path, texts: [...texts] };
}

/** Reads facts back after their way to a worker. */
export function lintFilesOf(facts: Facts | undefined): LintFiles | undefined {
  const { path, texts } = facts ?? {};
  if (typeof path !== "string" || !Array.isArray(texts)) return undefined;
  const entries = texts.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return [];
    const [name, text]: readonly unknown[] = entry;
    return typeof name === "string" && typeof text === "string" ? [[name, text] as const] : [];
  });
  return { path, texts: new Map(entries) };
}

/** A look at lines, no parse: a name too many is a file that is not there. */
function namedFiles(text: string): readonly string[] {
  const names: string[] = [];
  let inList = false;
  for (const line of text.split(/\r?\n/u)) {
    const key = /^[ \t]{0,20}(extends|ignore-from-file):[ \t]*(.*)$/u.exec(line);
    if (key) names.push(...wordsOf(key[2] ?? ""));
    else if (inList && /^[ \t]*-/u.test(line)) names.push(...wordsOf(line.replace(/^[ \t]*-/u, "")));
    inList = key ? key[1] === "ignore-from-file" : inList && /^[ \t]*-/u.test(line);
  }
  return names.filter((name) => name !== "default" && name !== "relaxed").slice(0, 20);
}

function wordsOf(value: string): readonly string[] {
  const words = value.replace(/[ \t]#.*$/u, "").split(/[\s,[\]"']+/u);
  return words.flatMap((word) => (word === "" || word.startsWith("/") ? [] : [word.replace(/^\.\//u, "")]));
}

async function textsOf(tree: Tree, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const contents = await tree.read(paths);
  return new Map(
    [...contents].flatMap(([path, content]) =>
      content.kind === "text" && content.text.length <= longest ? [[path, content.text] as const] : [],
    ),
  );
}
