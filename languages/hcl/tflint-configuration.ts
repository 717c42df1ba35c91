/** What a `.tflint.hcl` says about rules: which checks of ours its owners do not want to hear from. */

import { parseHcl } from "./parse.ts";
import type { HclBlock, HclBody } from "./tree.ts";
import { tflintCounterparts } from "./tflint-waivers.ts";

export interface TflintConfiguration {
  /** By the name of a check of ours. */
  readonly switchesOff: (check: string) => boolean;
}

/** A configuration beyond this was not written by hand. */
const longest = 256_000;

const names: ReadonlyMap<string, string> = new Map([...tflintCounterparts].map(([name, check]) => [check, name]));

/**
 * Honoured are `rule "NAME" { enabled = … }`, `config { disabled_by_default = true }` and `plugin "terraform" { enabled = false }`.
 * A preset says what tflint runs unasked, which is no word about rules that a rule set asks for. Of a text that does not parse,
 * which tflint refuses, nothing is honoured.
 */
export function readTflintConfiguration(text: string): TflintConfiguration {
  if (text.length > longest) return { switchesOff: () => false };
  const { tree, problems } = parseHcl(text);
  if (problems.length > 0) return { switchesOff: () => false };

  const enabled = new Map<string, boolean>();
  let isOffByDefault = false;
  for (const item of tree.body.items) {
    if (item.type !== "HclBlock") continue;
    const [label] = item.labels;
    const value = booleanAt(item.body, item.blockType.name === "config" ? "disabled_by_default" : "enabled");
    if (item.blockType.name === "rule" && label && value !== undefined) enabled.set(label.value, value);
    if (item.blockType.name === "config" && value === true) isOffByDefault = true;
    if (isTerraformPlugin(item) && value === false) isOffByDefault = true;
  }
  return {
    switchesOff(check) {
      const name = names.get(check);
      return name !== undefined && !(enabled.get(name) ?? !isOffByDefault);
    },
  };
}

function isTerraformPlugin({ blockType, labels }: HclBlock): boolean {
  return blockType.name === "plugin" && labels[0]?.value === "terraform";
}

function booleanAt({ items }: HclBody, name: string): boolean | undefined {
  const item = items.find((each) => each.type === "HclAttribute" && each.name.name === name);
  const value =
    item?.type === "HclAttribute" && item.expression.type === "HclLiteral" ? item.expression.value : undefined;
  return typeof value === "boolean" ? value : undefined;
}
