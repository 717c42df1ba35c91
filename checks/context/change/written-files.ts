/** The files of a change that somebody wrote: lock files, vendored code and what is marked as generated at base do not count. */

import type { ChangedFile, Differential } from "../../../core/differential.ts";
import { matchPaths } from "../../../core/glob.ts";
import { isGeneratedPath } from "../../../core/size.ts";

export interface WrittenFiles {
  readonly files: readonly ChangedFile[];
  /** How many files were left out. */
  readonly generated: number;
}

/** `paths` are those that the rule looks at, `generated` the owner's own globs. */
export async function writtenFiles(
  differential: Differential,
  paths: readonly string[],
  generated: readonly string[] = [],
): Promise<WrittenFiles> {
  const asked = new Set(paths);
  const own = matchPaths(generated);
  const changed = differential.files.filter(({ path }) => asked.has(path));
  const isMarked = await linguistMarks(differential, changed);
  const files = changed.filter(({ path }) => !isGeneratedPath(path) && !own(path) && !isMarked(path));
  return { files, generated: changed.length - files.length };
}

/** More folders are not asked for their attributes. */
const mostFolders = 200;

/** `linguist-generated` in `.gitattributes` at base: what a change says of itself does not make it smaller. */
async function linguistMarks(
  { base }: Differential,
  files: readonly ChangedFile[],
): Promise<(path: string) => boolean> {
  const folders = [...new Set(["", ...files.flatMap(({ path }) => foldersAbove(path))])].slice(0, mostFolders);
  const contents = await base.read(folders.map((folder) => `${folder}.gitattributes`));
  // Folders further down have the last word.
  const marks = folders
    .sort((one, other) => one.length - other.length)
    .flatMap((folder) => {
      const content = contents.get(`${folder}.gitattributes`);
      return content?.kind === "text" ? marksIn(content.text, folder) : [];
    });
  return (path) => marks.findLast(({ matches }) => matches(path))?.isGenerated ?? false;
}

/** `a/b/c.tf` -> `a/`, `a/b/`. */
function foldersAbove(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => `${parts.slice(0, index + 1).join("/")}/`);
}

interface Mark {
  readonly matches: (path: string) => boolean;
  readonly isGenerated: boolean;
}

const mostLines = 1_000;

function marksIn(text: string, folder: string): readonly Mark[] {
  return text
    .split(/\r?\n/)
    .slice(0, mostLines)
    .flatMap((line): readonly Mark[] => {
      const [pattern = "", ...attributes] = line.trim().split(/\s+/);
      const attribute = attributes.findLast((each) => /^[-!]?linguist-generated\b/.test(each));
      if (attribute === undefined || pattern.startsWith("#")) return [];
      const matches = matchPaths([pattern]);
      return [
        {
          matches: (path) => path.startsWith(folder) && matches(path.slice(folder.length)),
          isGenerated: !/^[-!]|=false$/.test(attribute),
        },
      ];
    });
}
