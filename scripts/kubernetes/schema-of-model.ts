/** Turns a model of the client package into a structural schema, and fills in what the reference says of its values. */

import type { StructuralSchema } from "../../checks/schema/kubernetes/structural-schema.ts";
import type { ClientField } from "./client-package.ts";
import { documentedBounds, documentedQuantities, documentedTexts, documentedWords } from "./documented-values.ts";

export type Models = ReadonlyMap<string, readonly ClientField[]>;

/** Types that hold a JSON Schema: they contain themselves, and one of their fields is a schema, `true` or `false`. */
const openModels: ReadonlySet<string> = new Set(["JSONSchemaProps"]);

export function schemaOfModel(name: string, fields: readonly ClientField[], models: Models): StructuralSchema {
  const type = typeName(name);
  if (openModels.has(type)) return { type: "object", "x-kubernetes-preserve-unknown-fields": true };
  const required = fields.filter((field) => field.isRequired).map((field) => field.name);
  const properties = fields.map((field) => [field.name, fieldSchema(type, field, models)] as const);
  return {
    type: "object",
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(properties),
  };
}

/** Names of the models that a field's type mentions. */
export function mentionedModels(fields: readonly ClientField[], models: Models): readonly string[] {
  return fields.flatMap(({ type }) => (type.match(/\w+/gu) ?? []).filter((word) => models.has(word)));
}

/** `RbacV1Subject` -> `Subject`, `V2MetricSpec` -> `MetricSpec`. */
export function typeName(model: string): string {
  return model.replace(/^(?:[A-Z][a-z]+)*V\d+(?:(?:alpha|beta)\d+)?/u, "");
}

function fieldSchema(type: string, field: ClientField, models: Models): StructuralSchema {
  return schemaOfType(`${type}.${field.name}`, field.type, field.format, models);
}

function schemaOfType(place: string, type: string, format: string, models: Models): StructuralSchema {
  const item = /^(?:Array|Set)<(.*)>$/u.exec(type)?.[1];
  if (item !== undefined) {
    const isQuantity = documentedQuantities.has(place);
    const inner = isQuantity ? quantity : schemaOfType(`${place}[]`, item, format, models);
    return { type: "array", items: inner };
  }
  const value = /^\{ \[key: string\]: (.*); \}$/u.exec(type)?.[1];
  if (value !== undefined) {
    return { type: "object", additionalProperties: schemaOfType(place, value, format, models) };
  }
  if (documentedQuantities.has(place)) return quantity;
  if (models.has(type)) return { $ref: type };
  switch (type) {
    case "string":
      return textSchema(place, format);
    case "number":
      return { type: format === "double" ? "number" : "integer", ...boundsOf(place) };
    case "boolean":
      return { type: "boolean" };
    case "Date":
    case "V1MicroTime":
      return { type: "string", format: "date-time" };
    case "IntOrString":
      return { "x-kubernetes-int-or-string": true };
    case "any":
    case "object":
      return { "x-kubernetes-preserve-unknown-fields": true };
    default:
      throw new Error(`${place} has the type ${type}, which is not known.`);
  }
}

const quantity: StructuralSchema = { format: "quantity" };

function textSchema(place: string, format: string): StructuralSchema {
  const words = documentedWords.get(place);
  const text = documentedTexts.get(place);
  return {
    type: "string",
    ...(words === undefined ? {} : { enum: words }),
    ...(text ?? {}),
    ...(format === "byte" ? { format } : {}),
  };
}

function boundsOf(place: string): StructuralSchema {
  const bounds = documentedBounds.get(place);
  if (bounds === undefined) return {};
  const [minimum, maximum] = bounds;
  return { minimum, ...(maximum === undefined ? {} : { maximum }) };
}
