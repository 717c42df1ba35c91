/** The presets that ship with Plumbline: every file of `rules/`, read when first asked for. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { knownRules } from "../../checks/schema/plumbline-rules/known-rules.ts";
import { readRuleSetFile } from "../../checks/schema/plumbline-rules/read.ts";
import { packageRoot } from "../package-root.ts";
import { defaultPreset, presetOf, type Preset } from "./merge.ts";

/** A preset of ours does not validate: a mistake of ours, told with file, line and column. */
export class PresetError extends Error {
  override readonly name = "PresetError";
}

let presets: Promise<ReadonlyMap<string, Preset>> | undefined;

/** By name (`recommended`). Throws `PresetError` where a file of `rules/` is not sound. */
export function builtInPresets(): Promise<ReadonlyMap<string, Preset>> {
  presets ??= readPresets(join(packageRoot(), "rules"));
  return presets;
}

/** Presets may extend those that come before them: `recommended` first, then by name. */
async function readPresets(folder: string): Promise<ReadonlyMap<string, Preset>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".yml")).sort();
  const first = `${defaultPreset}.yml`;
  const ordered = [first, ...files.filter((file) => file !== first)];
  const texts = await Promise.all(ordered.map((file) => readFile(join(folder, file), "utf8")));
  const read = new Map<string, Preset>();
  for (const [index, file] of ordered.entries()) {
    const preset = await readPreset(file, texts[index] ?? "", read);
    read.set(preset.name, preset);
  }
  return read;
}

/** What a preset may name. Its options are held to their schemas by a test, which spares each start the time. */
const namesOnly = { checks: knownRules.checks, presets: knownRules.presets };

/** A preset from its file's name and text. */
export async function readPreset(
  file: string,
  text: string,
  before: ReadonlyMap<string, Preset> = new Map(),
): Promise<Preset> {
  const path = `rules/${file}`;
  const reading = await readRuleSetFile(text, path, namesOnly);
  if (!reading.file) {
    const lines = reading.problems.map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`);
    throw new PresetError(lines.join("\n"));
  }
  return presetOf(file.slice(0, -".yml".length), path, reading.file, before);
}
