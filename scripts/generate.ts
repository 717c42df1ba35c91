/** `npm run generate`: writes the catalogue of checks, the rule pages, the published schema and the validators. `--check` only tells what is stale. */

import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packageRoot } from "../engine/package-root.ts";
import { findStale, generateArtifacts } from "./generate/artifacts.ts";

const root = packageRoot();
const artifacts = await generateArtifacts(root);
const { outdated, leftOver } = await findStale(root, artifacts);

if (process.argv.includes("--check")) report();
else await write();

function report(): void {
  for (const path of outdated) console.error(`stale: ${path}`);
  for (const path of leftOver) console.error(`left over: ${path}`);
  if (outdated.length + leftOver.length === 0) return;
  console.error("Run `npm run generate` and commit what it writes.");
  process.exitCode = 1;
}

async function write(): Promise<void> {
  for (const path of outdated) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), artifacts.get(path) ?? "");
    console.log(`wrote ${path}`);
  }
  for (const path of leftOver) {
    await rm(join(root, path));
    console.log(`deleted ${path}`);
  }
}
