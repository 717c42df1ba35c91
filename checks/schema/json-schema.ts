/**
 * Keys and values that a file's JSON Schema does not allow.
 *
 * Why: a misspelt key is skipped in silence or stops a roll-out half-way; the schema knows it before anybody runs it.
 *
 * The schema is the one that the rule names, else the one that the file names (a `# yaml-language-server: $schema=` line or a
 * `$schema` key with a path in the repository, or an address that `schemas:` of the rules maps to such a path), else the one
 * that Plumbline ships for this kind of file. Nothing is loaded from a network.
 *
 * Bad (.github/workflows/release.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     step:
 *       - run: make
 * ```
 *
 * Good (.github/workflows/release.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: write the key or value that the message names, or correct the schema.
 *
 * Waive: `# plumbline-disable-next-line schema/json-schema -- reason`
 */

import type { FileCheck, FileContext, Observation } from "../../core/check.ts";
import { untemplatedKinds } from "../../core/kinds.ts";
import type { Finding } from "../../core/finding.ts";
import type { Range } from "../../core/text.ts";
import { dataOf } from "../../languages/data.ts";
import type { JsonDocument, YamlDocument } from "../../languages/parsed.ts";
import { dialectOf } from "../../languages/yaml/scalar.ts";
import type { Compiled } from "./json-schema/compile.ts";
import { contentsOf, firstLine } from "./json-schema/contents.ts";
import { explain } from "./json-schema/explain.ts";
import { schemaFactsOf } from "./json-schema/facts.ts";
import { gatherSchemas, type SchemaFacts } from "./json-schema/gather.ts";
import { withoutEchoes } from "./json-schema/misspelt.ts";
import { endlessSchema, settledMistakesOf } from "./json-schema/select.ts";
import { shippedSchema } from "./json-schema/shipped.ts";

interface SchemaOptions {
  readonly schema: string;
  readonly inline: Readonly<Record<string, unknown>>;
}

/** Plain data: loading a schema builder costs more than most checks. */
const optionsSchema = {
  type: "object",
  properties: {
    schema: {
      type: "string",
      default: "",
      description:
        "Path of a schema in the repository, or the name of one that Plumbline ships, for all files of the rule.",
    },
    inline: { type: "object", default: {}, description: "A schema that stands in the rule itself." },
  },
  required: ["schema", "inline"],
  additionalProperties: false,
};
type Structured = YamlDocument | JsonDocument;

/** More mistakes than that are one mistake: the wrong schema. */
const mostFindings = 100;

const check: FileCheck<SchemaOptions, Structured> = {
  scope: "file",
  languages: ["yaml", "json", "jsonc"],
  kinds: untemplatedKinds,
  options: optionsSchema,
  gather: async (documents, trees, { options, schemas }) =>
    hasInline(options) ? new Map() : gatherSchemas(documents, trees, schemas, options.schema),
  look,
};
export default check;

function hasInline({ inline }: SchemaOptions): boolean {
  return Object.keys(inline).length > 0;
}

/** The schema that the rule itself holds. */
function inlineFacts({ inline }: SchemaOptions): SchemaFacts {
  return { files: [{ path: "of the rule", text: JSON.stringify(inline), addresses: [] }] };
}

async function look(
  document: Structured,
  { facts: gathered, options }: FileContext<SchemaOptions>,
): Promise<Observation> {
  const { path } = document;
  const facts = hasInline(options) ? inlineFacts(options) : schemaFactsOf(gathered);
  if (facts === undefined) return { findings: [], skipped: "no schema is known for it" };
  const gapsOfFacts = (facts.gaps ?? []).map((gap) => ({ path, ...gap }));
  if (facts.missing !== undefined) return { findings: [dangling(document, facts.missing)] };
  const schema = await validatorFor(facts);
  const gaps = [...gapsOfFacts, ...schema.gaps.map((gap) => ({ path, ...gap }))];
  if (schema.validator === undefined) return { findings: [], gaps };
  if (document.problems.length > 0) {
    return { findings: [], gaps: [...gaps, { path, reason: "waits until it parses", cause: "input" }] };
  }

  const findings = new Map<number, Finding>();
  for (const content of contentsOf(document)) {
    const data = dataOf(content, document.language === "yaml" ? dialectOf(document.kind) : "1.2");
    const mistakes = settledMistakesOf(schema.validator, data);
    if (mistakes === undefined)
      return { findings: [], gaps: [...gaps, { path, reason: endlessSchema, cause: "input" }] };
    for (const mistake of withoutEchoes(mistakes)) {
      const { message, advice, place } = explain(mistake, data);
      const range = firstLine(place?.key ?? place?.value ?? content.range, document.lines);
      if (findings.has(range[0]) || findings.size >= mostFindings) continue;
      findings.set(range[0], { message, advice, at: { path, range } });
    }
  }
  return { findings: [...findings.values()], gaps };
}

async function validatorFor(facts: SchemaFacts): Promise<Compiled> {
  if (facts.shipped !== undefined) return shippedSchema(facts.shipped);
  if (facts.files === undefined) return { gaps: [] };
  // Most files need no compiler: what we ship is compiled.
  const { compileSchema } = await import("./json-schema/compile.ts");
  return compileSchema(facts.files, facts.fragment ?? "");
}

function dangling({ path }: Structured, missing: { readonly path: string; readonly range?: Range }): Finding {
  return {
    message: `The schema \`${missing.path}\` that this file names does not exist.`,
    advice: "Correct the path, or add the schema.",
    at: { path, range: missing.range ?? [0, 0] },
  };
}
