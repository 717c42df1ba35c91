/** A repository that has a `.tflint.hcl` has said how it wants tflint's rules: the options of those of ours that ask the same follow it. */

import type { Tree } from "../../../../core/differential.ts";
import { folderOf } from "../../../../languages/hcl/module/paths.ts";
import { readTflintOptions } from "../../../../languages/hcl/tflint-options.ts";
import type { ValueMap } from "../../../../languages/hcl/value.ts";

export interface TflintTwin<Options> {
  /** tflint's name of the rule. */
  readonly rule: string;
  /** Our options with what its block sets. */
  readonly follow: (settings: ValueMap, options: Options) => Options;
}

/** `text`: of the `.tflint.hcl` that counts. */
export function followTflint<Options>(
  twin: TflintTwin<Options> | undefined,
  text: string | undefined,
  options: Options,
): Options {
  if (!twin || text === undefined) return options;
  const settings = readTflintOptions(text).get(twin.rule);
  return settings ? twin.follow(settings, options) : options;
}

export function booleanSetting(settings: ValueMap, name: string): boolean | undefined {
  const value = settings.get(name);
  return typeof value === "boolean" ? value : undefined;
}

export function textSetting(settings: ValueMap, name: string): string | undefined {
  const value = settings.get(name);
  return typeof value === "string" ? value : undefined;
}

/** Texts of the nearest `.tflint.hcl` at or above each folder, by folder. One batch. */
export async function tflintTexts(tree: Tree, folders: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ways = new Map(folders.map((folder) => [folder, wayUp(folder)]));
  const contents = await tree.read([...new Set([...ways.values()].flat())]);
  const texts = new Map<string, string>();
  for (const [folder, paths] of ways) {
    const nearest = paths.map((path) => contents.get(path)).find((content) => content?.kind === "text");
    if (nearest?.kind === "text") texts.set(folder, nearest.text);
  }
  return texts;
}

function wayUp(folder: string): readonly string[] {
  const here = folder === "" ? ".tflint.hcl" : `${folder}/.tflint.hcl`;
  return folder === "" ? [here] : [here, ...wayUp(folderOf(folder))];
}
