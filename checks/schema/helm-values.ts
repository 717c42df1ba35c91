/**
 * Values of a chart that its `values.schema.json` does not allow.
 *
 * Why: Helm holds the values against the schema before it renders anything, so `helm lint`, an install and an upgrade stop with it.
 *
 * Looks at `values.yaml` and at other values files beside it. What a schema requires may come from whoever installs the chart, and
 * `null` takes a value away, so neither a missing key nor an empty one is told; nor is what depends on other values
 * (`if`, `anyOf`, `oneOf`, `not`). A file that names a schema itself is looked at by `schema/json-schema`.
 *
 * Bad:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 *
 * === head shop/values.schema.json
 * { "properties": { "replicas": { "type": "integer" } } }
 *
 * === head shop/values.yaml
 * replicas: "2"
 * ```
 *
 * Good:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 *
 * === head shop/values.schema.json
 * { "properties": { "replicas": { "type": "integer" } } }
 *
 * === head shop/values.yaml
 * replicas: 2
 * ```
 *
 * Mend: write the key or value that the message names, or correct the schema.
 *
 * Waive: `# plumbline-disable-next-line schema/helm-values -- reason`
 */

import type { CheckContext, Facts, FileCheck, FileContext, Observation, Trees } from "../../core/check.ts";
import type { Document } from "../../core/document.ts";
import type { Finding } from "../../core/finding.ts";
import { dataOf } from "../../languages/data.ts";
import { chartFile, folderOf, joined } from "../../languages/helm/paths.ts";
import type { YamlDocument } from "../../languages/parsed.ts";
import { contentsOf, firstLine } from "./json-schema/contents.ts";
import { explain } from "./json-schema/explain.ts";
import { schemaFactsOf } from "./json-schema/facts.ts";
import { gatherSchemas } from "./json-schema/gather.ts";
import { findReference } from "./json-schema/reference.ts";
import { endlessSchema, settledMistakesOf, type Mistake } from "./json-schema/select.ts";

const mostFindings = 100;

const check: FileCheck<object, YamlDocument> = {
  scope: "file",
  languages: ["yaml"],
  kinds: ["helm-values"],
  gather,
  look,
};
export default check;

async function gather(
  documents: readonly Document[],
  trees: Trees,
  { schemas }: CheckContext<object>,
): Promise<ReadonlyMap<string, Facts>> {
  const folders = new Map(documents.map((document) => [document.path, chartFolders(document.path)]));
  const wanted = [...new Set([...folders.values()].flat())].flatMap((folder) => [chartFile(folder), schemaIn(folder)]);
  const contents = wanted.length === 0 ? new Map() : await trees.own.read(wanted);
  const isThere = (path: string) => contents.get(path)?.kind === "text";
  const bySchema = new Map<string, Document[]>();
  for (const document of documents) {
    const folder = (folders.get(document.path) ?? []).find((each) => isThere(chartFile(each)));
    if (folder === undefined || !isThere(schemaIn(folder)) || findReference(document.text, true)) continue;
    const same = bySchema.get(schemaIn(folder)) ?? [];
    bySchema.set(schemaIn(folder), [...same, document]);
  }
  const found = await Promise.all([...bySchema].map(([path, same]) => gatherSchemas(same, trees, schemas, path)));
  return new Map(found.flatMap((each) => [...each]));
}

/** Beside `Chart.yaml`, or in the folder of values that charts are tested with. */
function chartFolders(path: string): readonly string[] {
  const folder = folderOf(path);
  return /(?:^|\/)ci$/u.test(folder) ? [folder, folderOf(folder)] : [folder];
}

function schemaIn(folder: string): string {
  return joined(folder, "values.schema.json");
}

async function look(document: YamlDocument, { facts: gathered }: FileContext<object>): Promise<Observation> {
  const { path } = document;
  const facts = schemaFactsOf(gathered);
  if (facts?.files === undefined) {
    const gaps = (facts?.gaps ?? []).map((gap) => ({ path, ...gap }));
    return { findings: [], skipped: "no `values.schema.json` beside it", aside: true, gaps };
  }
  if (document.problems.length > 0) {
    return { findings: [], gaps: [{ path, reason: "waits until it parses", cause: "input" }] };
  }
  const { compileSchema } = await import("./json-schema/compile.ts");
  const { validator, gaps } = await compileSchema(facts.files, "");
  const findings = new Map<number, Finding>();
  for (const content of validator ? contentsOf(document) : []) {
    const data = dataOf(content, "1.1");
    const mistakes = validator ? settledMistakesOf(validator, data) : [];
    if (mistakes === undefined) return { findings: [], gaps: [{ path, reason: endlessSchema, cause: "input" }] };
    for (const mistake of mistakes) {
      if (!isSettled(mistake)) continue;
      const { message, advice, place } = explain(mistake, data);
      const range = firstLine(place?.key ?? place?.value ?? content.range, document.lines);
      if (findings.has(range[0]) || findings.size >= mostFindings) continue;
      findings.set(range[0], { message: `${message} Helm refuses the values.`, advice, at: { path, range } });
    }
  }
  return { findings: [...findings.values()], gaps: gaps.map((gap) => ({ path, ...gap })) };
}

const aboutMissing = new Set([
  "required",
  "minProperties",
  "minItems",
  "dependentRequired",
  "dependencies",
  "contains",
]);

/** Whether no value that somebody may still set, or take away, can mend it. */
function isSettled({ error, forms }: Mistake): boolean {
  if (forms !== undefined || aboutMissing.has(error.keyword) || error.data === null || error.data === "") return false;
  return !/\/(?:anyOf|oneOf|not|if|then|else|dependentSchemas|dependencies)(?:\/|$)/u.test(error.schemaPath);
}
