/**
 * Variables that the `.env` beside a Compose file does not set, though it sets one that is spelt nearly the same.
 *
 * Why: Compose puts nothing in its place and only warns, so that a service starts without its setting.
 *
 * Read are `.env` and its examples (`.env.example`, `.env.sample` …) in the folder of the Compose file. Any variable may come
 * from the shell, so that a name that is like none of theirs is left alone, unless Compose is told to stop without it
 * (`${NAME:?…}`) and an example does not name it.
 *
 * Bad:
 * ```text
 * === head compose.yaml
 * services:
 *   api:
 *     image: registry.example.com/api:${API_VERISON}
 * === head .env
 * API_VERSION=1.4.2
 * ```
 *
 * Good:
 * ```text
 * === head compose.yaml
 * services:
 *   api:
 *     image: registry.example.com/api:${API_VERSION}
 * === head .env
 * API_VERSION=1.4.2
 * ```
 *
 * Mend: write the name as the file has it, or add it there.
 *
 * Waive: `# plumbline-disable-next-line style/compose/misspelt-variable -- reason`
 */

import type { Tree } from "../../../core/differential.ts";
import { folderOf } from "../../../languages/kustomize/paths.ts";
import { referencesIn } from "../../../languages/compose/values.ts";
import { composeTreeCheck } from "./reading/compose-tree-check.ts";

const envFile = /(?:^|\/)\.env(?:[._-](?:example|sample|template|dist|defaults?))?$/u;
/** Beyond, it was not written by hand. */
const longest = 256_000;

export default composeTreeCheck(async ({ document, tree, places }) => {
  const references = referencesIn(document);
  if (references.length === 0) return [];
  const files = places.inFolder(folderOf(document.path)).filter((path) => envFile.test(path));
  const known = await namesIn(files, tree);
  if (known.size === 0) return [];
  const used = new Set(references.map(({ name }) => name));
  const example = files.find((path) => !path.endsWith(".env"));
  const told = new Set<string>();
  return references.flatMap(({ name, place, operator }) => {
    if (known.has(name) || told.has(name)) return [];
    const close = [...known.keys()].find((other) => !used.has(other) && isTypo(name, other));
    if (close !== undefined) {
      told.add(name);
      const says = `\`${known.get(close) ?? ""}\` sets \`${close}\`, and nothing here sets \`${name}\`.`;
      return [{ place, says, mend: `Write \`${close}\`, if that is meant.`, evidence: name }];
    }
    const isDemanded = operator === ":?" || operator === "?";
    if (!isDemanded || example === undefined) return [];
    told.add(name);
    const says = `Compose stops without \`${name}\`, which \`${example}\` does not name.`;
    return [{ place, says, mend: `Add \`${name}=\` to \`${example}\`.`, evidence: name }];
  });
});

/** Name -> the file that sets it, comments with a name in them included. */
async function namesIn(paths: readonly string[], tree: Tree): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const [path, content] of await tree.read(paths)) {
    if (content.kind !== "text" || content.text.length > longest) continue;
    for (const [, name = ""] of content.text.matchAll(
      /^[ \t]*(?:#[ \t]*)?(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*[=:]/gmu,
    )) {
      if (!names.has(name)) names.set(name, path);
    }
  }
  return names;
}

/** Two letters that changed places, or one too many, too few or another one; digits are no slips. */
function isTypo(name: string, other: string): boolean {
  if (name.length < 5 || Math.abs(name.length - other.length) > 1 || name === other) return false;
  let start = 0;
  while (name[start] === other[start]) start += 1;
  const tail = (from: string, skip: number): string => from.slice(start + skip);
  const [mine, theirs] = [name[start] ?? "", other[start] ?? ""];
  if (/\d/u.test(mine + theirs)) return false;
  if (tail(name, 1) === tail(other, 0) || tail(name, 0) === tail(other, 1) || tail(name, 1) === tail(other, 1))
    return true;
  return tail(name, 2) === tail(other, 2) && mine === other[start + 1] && theirs === name[start + 1];
}
