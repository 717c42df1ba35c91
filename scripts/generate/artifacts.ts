/** Everything that is generated: path from the package root -> text. Deterministic, so that a stale file can be told. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { catalogueSource } from "./catalogue.ts";
import { describeChecks } from "./checks.ts";
import { commandsPage } from "./commands-page.ts";
import { kubernetesShardModules } from "./kubernetes-shards.ts";
import { describePresets, presetRulesSource } from "./presets.ts";
import { publishedSchema } from "./published-schema.ts";
import { riskPage } from "./risk-page.ts";
import { rulePages } from "./rule-pages.ts";
import { shippedSchemaValidators } from "./schemas.ts";
import { templatesSource } from "./templates.ts";
import { optionValidatorsSource, ruleSetValidatorsSource } from "./validators.ts";

/** Folders that hold nothing but generated files: whatever else lies there is left over. */
const generatedFolders = ["checks/generated", "docs/rules"] as const;

export async function generateArtifacts(root: string): Promise<ReadonlyMap<string, string>> {
  const checks = await describeChecks(root);
  const presets = await describePresets(root, checks);
  return new Map([
    ["checks/generated/catalogue.ts", catalogueSource(checks)],
    ["checks/generated/rule-set-validators.ts", ruleSetValidatorsSource()],
    ["checks/generated/option-validators.ts", optionValidatorsSource(checks)],
    ["checks/generated/preset-rules.ts", presetRulesSource(presets)],
    ["checks/generated/templates.ts", await templatesSource(root)],
    ...(await shippedSchemaValidators(root)),
    ...(await kubernetesShardModules(root)),
    ...rulePages(checks, presets.get("recommended")?.rules ?? []),
    ["docs/rules/risk.md", riskPage(presets)],
    ["docs/commands.md", commandsPage()],
    ["docs/plumbline.schema.json", publishedSchema(checks, presets)],
  ]);
}

/** What a run of the generator would write or delete. */
export interface Staleness {
  readonly outdated: readonly string[];
  readonly leftOver: readonly string[];
}

export async function findStale(root: string, artifacts: ReadonlyMap<string, string>): Promise<Staleness> {
  const outdated: string[] = [];
  for (const [path, text] of artifacts) {
    if ((await readIfThere(join(root, path))) !== text) outdated.push(path);
  }
  const present = await Promise.all(generatedFolders.map((folder) => filesBelow(root, folder)));
  return { outdated, leftOver: present.flat().filter((path) => !artifacts.has(path)) };
}

async function filesBelow(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((path) => path.slice(join(root, "/").length).replaceAll("\\", "/")).sort();
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
