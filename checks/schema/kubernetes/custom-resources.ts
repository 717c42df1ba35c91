/** The schemas of custom resources, read from the text of their CustomResourceDefinitions. */

import type { Gap } from "../../../core/finding.ts";
import { openDocument } from "../../../core/open-document.ts";
import { dataOf } from "../../../languages/data.ts";
import { parseYamlDocument } from "../../../languages/yaml/document.ts";
import { contentsOf } from "../json-schema/contents.ts";
import { isObject, type SchemaObject } from "../json-schema/schema-object.ts";
import type { DefinitionFile } from "./gather.ts";
import { readSchema } from "./read-schema.ts";
import { resourcesOf } from "./resources.ts";
import type { StructuralSchema } from "./structural-schema.ts";

export interface CustomSchemas {
  /** By `group/version/Kind`. */
  readonly schemas: ReadonlyMap<string, StructuralSchema>;
  readonly gaps: readonly Omit<Gap, "path">[];
}

export function customSchemas(files: readonly DefinitionFile[]): CustomSchemas {
  const schemas = new Map<string, StructuralSchema>();
  const gaps: Omit<Gap, "path">[] = [];
  for (const file of files) {
    const read = readFile(file);
    for (const [name, schema] of read.schemas) schemas.set(name, schema);
    gaps.push(...read.gaps);
  }
  return { schemas, gaps };
}

/** Of the last few files: one definition mostly serves many manifests. */
const cache = new Map<string, CustomSchemas>();
const mostCached = 50;

function readFile(file: DefinitionFile): CustomSchemas {
  const key = `${file.path}\n${file.text}`;
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  const read = readFresh(file);
  for (const oldest of [...cache.keys()].slice(0, Math.max(0, cache.size + 1 - mostCached))) cache.delete(oldest);
  cache.set(key, read);
  return read;
}

function readFresh({ path, text }: DefinitionFile): CustomSchemas {
  // JSON is read as the YAML that it is as well.
  const document = parseYamlDocument(openDocument(path, { kind: "text", text, byteOrderMark: false }));
  if (document.problems.length > 0 || document.unread !== undefined) {
    return { schemas: new Map(), gaps: [{ reason: `the definitions in \`${path}\` do not parse`, cause: "input" }] };
  }
  const schemas = new Map<string, StructuralSchema>();
  for (const content of contentsOf(document)) {
    for (const { kind, value } of resourcesOf(dataOf(content, "1.1").value)) {
      if (kind !== "CustomResourceDefinition") continue;
      for (const [name, schema] of schemasOf(value)) schemas.set(name, schema);
    }
  }
  return { schemas, gaps: [] };
}

function* schemasOf(definition: SchemaObject): Iterable<readonly [string, StructuralSchema]> {
  const spec = definition["spec"];
  if (!isObject(spec) || !isObject(spec["names"])) return;
  const { group, names, versions, version, validation } = spec;
  const kind = isObject(names) ? names["kind"] : undefined;
  if (typeof group !== "string" || typeof kind !== "string") return;
  const listed = Array.isArray(versions) ? versions.filter(isObject) : [{ name: version }];
  for (const each of listed) {
    if (typeof each["name"] !== "string") continue;
    const schema = openApiOf(each["schema"]) ?? openApiOf(validation);
    if (schema !== undefined) yield [`${group}/${each["name"]}/${kind}`, schema];
  }
}

function openApiOf(holder: unknown): StructuralSchema | undefined {
  const schema = isObject(holder) ? holder["openAPIV3Schema"] : undefined;
  return isObject(schema) ? readSchema(schema) : undefined;
}
