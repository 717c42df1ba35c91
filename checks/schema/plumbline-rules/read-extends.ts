/** Reads what a rule set starts from: presets by name, and files of other repositories. */

import { nearest } from "../../../core/nearest.ts";
import type { LineIndex, Range } from "../../../core/text.ts";
import type { YamlNode } from "../../../languages/yaml/tree.ts";
import type { KnownRules } from "./known-rules.ts";
import type { Complain } from "./problem.ts";
import { isReference, readReference, type RuleSetReference } from "./reference.ts";
import { locate } from "./yaml-data.ts";

/** A file of another repository, and where it is named. */
export interface ExtendedRuleSet {
  readonly reference: RuleSetReference;
  readonly range: Range;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export interface Extending {
  /** Presets; missing where the file says nothing of them. */
  readonly extends?: readonly string[];
  readonly extended?: readonly ExtendedRuleSet[];
}

export interface ExtendsPlace {
  /** Root of the file. */
  readonly content: YamlNode;
  readonly lines: LineIndex;
  readonly complain: Complain;
  readonly known: KnownRules;
}

/** A file that names only other repositories starts from `recommended` as well: those tune it, they seldom replace it. */
export function readExtends(said: unknown, { content, lines, complain, known }: ExtendsPlace): Extending {
  if (!Array.isArray(said)) return {};
  const presets: string[] = [];
  const extended: ExtendedRuleSet[] = [];
  for (const [index, name] of said.entries()) {
    if (typeof name !== "string") continue;
    const { range } = locate(content, `/extends/${index}`).node;
    if (!isReference(name)) {
      if (known.presets.has(name)) presets.push(name);
      else complainAboutPreset(name, range, complain, known);
      continue;
    }
    const reference = readReference(name);
    if ("message" in reference) complain(range, reference.message, reference.advice);
    else extended.push({ reference, range, ...lines.position(range[0]) });
  }
  const saysPresets = presets.length > 0 || said.length === 0;
  return { ...(saysPresets && { extends: presets }), ...(extended.length > 0 && { extended }) };
}

function complainAboutPreset(name: string, range: Range, complain: Complain, known: KnownRules): void {
  const close = nearest(name, known.presets.keys());
  const presets = [...known.presets.keys()].map((preset) => `\`${preset}\``).join(", ");
  const meant = close === undefined ? "" : `Write \`${close}\` if that is what is meant. `;
  complain(range, `No preset is called \`${name}\`.`, `${meant}There are ${presets}.`);
}
