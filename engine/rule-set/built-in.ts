/** The presets that ship with Plumbline: every file of `rules/`, read when first asked for. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { knownRules } from "../../checks/schema/plumbline-rules/known-rules.ts";
import { readRuleSetFile } from "../../checks/schema/plumbline-rules/read.ts";
import { packageRoot } from "../package-root.ts";
import { presetRules, type Preset } from "./merge.ts";

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

async function readPresets(folder: string): Promise<ReadonlyMap<string, Preset>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".yml")).sort();
  const read = files.map(async (file) => readPreset(file, await readFile(join(folder, file), "utf8")));
  return new Map((await Promise.all(read)).map((preset) => [preset.name, preset]));
}

/** What a preset may name. Its options are held to their schemas by a test, which spares each start the time. */
const namesOnly = { checks: knownRules.checks, presets: knownRules.presets };

/** A preset from its file's name and text. */
export async function readPreset(file: string, text: string): Promise<Preset> {
  const path = `rules/${file}`;
  const reading = await readRuleSetFile(text, path, namesOnly);
  if (!reading.file) {
    const lines = reading.problems.map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`);
    throw new PresetError(lines.join("\n"));
  }
  const { risk } = reading.file;
  return {
    name: file.slice(0, -".yml".length),
    rules: presetRules(reading.file),
    ...(risk === undefined ? {} : { risk }),
  };
}
