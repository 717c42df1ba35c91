/** Runs `schema/json-schema` over one file of a tree in memory, as the engine does. */

import check from "../../../checks/schema/json-schema.ts";
import type { Observation } from "../../../core/check.ts";
import type { Document } from "../../../core/document.ts";
import { kindOf, languageOf } from "../../../core/kinds.ts";
import { indexLines } from "../../../core/text.ts";
import { loadLanguage, parseDocument } from "../../../languages/parse.ts";
import { treeOf } from "../tree-of.ts";

export interface Situation {
  readonly path: string;
  readonly text: string;
  /** Files beside it. */
  readonly tree?: Readonly<Record<string, string>>;
  readonly schema?: string;
  readonly schemas?: Readonly<Record<string, string>>;
  readonly kind?: Document["kind"];
}

export async function observe({
  path,
  text,
  tree = {},
  schema = "",
  schemas = {},
  kind,
}: Situation): Promise<Observation> {
  const language = languageOf(path);
  const document: Document = {
    path,
    text,
    byteOrderMark: false,
    language,
    kind: kind ?? kindOf(path, text, language),
    lines: indexLines(text),
  };
  const own = treeOf({ [path]: text, ...tree });
  const options = { schema, inline: {} };
  const facts = await check.gather?.([document], { own, base: own }, { options, schemas });
  await loadLanguage(language);
  const parsed = parseDocument(document);
  if (parsed.language !== "yaml" && parsed.language !== "json" && parsed.language !== "jsonc")
    throw new Error(`${path} is no YAML or JSON`);
  return check.look(parsed, { options, facts: structuredClone(facts?.get(path)) });
}

/** `line:column message` of every finding. */
export async function findings(situation: Situation): Promise<readonly string[]> {
  const lines = indexLines(situation.text);
  const observation = await observe(situation);
  return observation.findings.map(({ at, message }) => {
    const { line, column } = lines.position(at?.range[0] ?? 0);
    return `${line}:${column} ${message}`;
  });
}
