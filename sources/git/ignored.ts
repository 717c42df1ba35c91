/** What git ignores below a folder: built and downloaded files that nobody reviews. */

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { GitError, runGit } from "./process.ts";
import type { GitOptions } from "./process.ts";

/** Whether a path (relative to the folder) is ignored; nothing is where there is no repository, or the folder itself is ignored. */
export async function ignoredBelow(options: GitOptions): Promise<(path: string) => boolean> {
  const listed = isInRepository(options.directory) ? await listIgnored(options) : [];
  if (listed.includes("./")) return () => false;
  const files = new Set(listed.filter((path) => !path.endsWith("/")));
  const folders = listed.filter((path) => path.endsWith("/"));
  return (path) => files.has(path) || folders.some((folder) => path.startsWith(folder));
}

function isInRepository(start: string): boolean {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return true;
    if (dirname(folder) === folder) return false;
  }
}

async function listIgnored(options: GitOptions): Promise<readonly string[]> {
  try {
    const args = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"];
    const { output } = await runGit(args, options);
    return output.toString("utf8").split("\0").filter(Boolean);
  } catch (error) {
    // No git, or a folder inside an ignored one, which git cannot list: then every file counts.
    if (error instanceof GitError) return [];
    throw error;
  }
}
