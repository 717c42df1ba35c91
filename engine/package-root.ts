/** Finds the folder of our own package, where data files (rules, schemas, manual pages) lie, from source and from `dist/`. */

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

let known: string | undefined;

/** Absolute path of the folder that holds our `package.json`. */
export function packageRoot(): string {
  known ??= nearestPackage(dirname(fileURLToPath(import.meta.url)));
  return known;
}

function nearestPackage(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) throw new Error(`No package.json in ${start} or any folder above it.`);
  }
}

/** Our version, as `package.json` says. */
export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as {
    readonly version: string;
  };
  return manifest.version;
}
