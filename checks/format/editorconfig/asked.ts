/** Which properties of `.editorconfig` are asked of a document: what it says, without what somebody else decides on. */

import { isTemplate } from "../../../core/kinds.ts";
import { type EditorSetting, editorSettings } from "../../../languages/editorconfig/settings.ts";
import { knownValue } from "../../../languages/editorconfig/known-properties.ts";
import type { ParsedDocument } from "../../../languages/parsed.ts";
import type { EditorFiles } from "./editor-files.ts";

/** By property: its value in lower case, one that editors know. */
export type Asked = ReadonlyMap<string, EditorSetting>;

/** `properties`: what the rule asks for. */
export async function askedOf(
  document: ParsedDocument,
  files: EditorFiles,
  properties: readonly string[],
): Promise<Asked> {
  const decided = await decidedElsewhere(document, files);
  const asked = new Map<string, EditorSetting>();
  for (const [name, { value, from }] of withDefaults(editorSettings(document.path, files.texts))) {
    const known = knownValue(name, value);
    const isWanted = properties.includes(name) || name === "tab_width";
    if (known !== undefined && isWanted && !decided.has(name)) asked.set(name, { value: known, from });
  }
  return asked;
}

/** `indent_size = tab` is as wide as a tab, and a tab as wide as a step, where only one is given. */
function withDefaults(settings: ReadonlyMap<string, EditorSetting>): ReadonlyMap<string, EditorSetting> {
  const complete = new Map(settings);
  const size = settings.get("indent_size");
  const width = settings.get("tab_width");
  if (size?.value.toLowerCase() === "tab") {
    complete.delete("indent_size");
    if (width) complete.set("indent_size", width);
    if (!settings.has("indent_style")) complete.set("indent_style", { value: "tab", from: size.from });
  } else if (size && !width) complete.set("tab_width", size);
  return complete;
}

const layout = ["indent_style", "indent_size", "trim_trailing_whitespace", "insert_final_newline"];
const everyLine = [...layout, "end_of_line", "max_line_length"];

/** Rules of yamllint that ask what a property asks. */
const lintRules: Readonly<Record<string, readonly string[]>> = {
  indentation: ["indent_style", "indent_size"],
  "trailing-spaces": ["trim_trailing_whitespace"],
  "new-line-at-end-of-file": ["insert_final_newline"],
  "new-lines": ["end_of_line"],
  "line-length": ["max_line_length"],
};

async function decidedElsewhere(document: ParsedDocument, files: EditorFiles): Promise<ReadonlySet<string>> {
  const { path, kind } = document;
  if (files.hasPrettier) return new Set(everyLine);
  // `terraform fmt` has one layout for everybody.
  if (kind === "terraform" || kind === "terraform-variables" || kind === "terraform-test") return new Set(layout);
  if (files.yamllint === undefined || isTemplate(kind)) return new Set();
  const { lintRulesFor } = await import("../../style/yaml/lint/observe.ts");
  const asked = lintRulesFor(path, files.yamllint);
  return new Set(asked.flatMap((name) => lintRules[name] ?? []));
}
