/** Finds the `.plumbline.yml` of the directories that a change is in, or of a whole tree. */

import { directoryFileName, isDirectoryFile } from "../../checks/schema/plumbline-rules/directory-file.ts";
import type { FileContent, Tree } from "../../core/differential.ts";
import { isPlainDirectory } from "./scope.ts";

export interface DirectoryFile {
  readonly path: string;
  readonly directory: string;
  readonly content: FileContent;
}

export interface DirectoryFiles {
  /** Those that exist, outer ones first. */
  readonly files: readonly DirectoryFile[];
  readonly notes: readonly string[];
}

/** Asking GitHub for more places than this costs more than anybody's directories are worth. */
const mostAsked = 1_000;
const mostRead = 200;

/** `changed` are the paths of a change; missing = the whole tree is listed. */
export async function directoryFiles(base: Tree, changed: readonly string[] | undefined): Promise<DirectoryFiles> {
  const listed = changed ? above(changed) : (await base.list("")).map(({ path }) => path).filter(isDirectoryFile);
  const notes: string[] = [];
  const asked = listed.toSorted(outerFirst).slice(0, mostAsked);
  const contents = asked.length === 0 ? new Map<string, FileContent>() : await base.read(asked);
  const files: DirectoryFile[] = [];
  for (const path of asked) {
    const content = contents.get(path);
    if (!content || content.kind === "missing") continue;
    const directory = path.slice(0, -directoryFileName.length - 1);
    if (isPlainDirectory(directory)) files.push({ path, directory, content });
    else notes.push(`\`${path}\` is not read: no glob can name its directory.`);
  }
  if (listed.length > mostAsked || files.length > mostRead) {
    notes.push(`Only the first ${mostRead} \`${directoryFileName}\` of this change are read.`);
  }
  return { files: files.slice(0, mostRead), notes };
}

/** The directories' files that could speak of these paths. */
function above(paths: readonly string[]): readonly string[] {
  const directories = new Set<string>();
  for (const path of paths) {
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const directory = path.slice(0, at);
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  return [...directories].map((directory) => `${directory}/${directoryFileName}`);
}

function outerFirst(left: string, right: string): number {
  return left.split("/").length - right.split("/").length || (left < right ? -1 : 1);
}
