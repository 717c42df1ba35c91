/** What makes findings, as one short text: another build of the same version may find something else. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./package-root.ts";

/** Ours, as they were built, and the packages that we pin. */
const parts = [
  "package.json",
  "package-lock.json",
  "dist/core",
  "dist/languages",
  "dist/checks",
  "dist/engine",
  "schemas",
];

/** Reads some five hundred files: for whoever keeps findings beyond this process. */
export function buildVersion(): string {
  const digest = createHash("sha256");
  for (const part of parts) {
    for (const path of filesIn(join(packageRoot(), part))) digest.update(`${path}\n`).update(readFileSync(path));
  }
  return digest.digest("base64url");
}

function filesIn(path: string): readonly string[] {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
    if (code === "ENOTDIR") return [path];
    if (code === "ENOENT") return [];
    throw error;
  }
}
