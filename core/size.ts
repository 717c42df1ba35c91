/** How large a change is to whoever reads it: what a machine wrote is not read, and does not count. */

import type { ChangedFile } from "./differential.ts";
import { matchPaths } from "./glob.ts";

export interface ChangeSize {
  /** Added and removed. */
  readonly lines: number;
  readonly files: number;
}

/** Lock files, vendored code and what names itself generated, by path. */
export const generatedPaths: readonly string[] = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
  "go.sum",
  "Cargo.lock",
  "Gemfile.lock",
  "poetry.lock",
  "uv.lock",
  "Pipfile.lock",
  "composer.lock",
  "flake.lock",
  ".terraform.lock.hcl",
  "Chart.lock",
  "requirements.lock",
  "galaxy.lock",
  "jsonnetfile.lock.json",
  "**/vendor/**",
  "**/node_modules/**",
  "**/generated/**",
  "*.generated.*",
  "*.min.js",
];

export const isGeneratedPath: (path: string) => boolean = matchPaths(generatedPaths);

export function sizeOf(files: readonly ChangedFile[]): ChangeSize {
  const written = files.filter(({ path }) => !isGeneratedPath(path));
  return {
    files: written.length,
    lines: written.reduce((sum, { additions, deletions }) => sum + additions + deletions, 0),
  };
}
