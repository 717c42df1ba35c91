/** A JSON object whose shape nobody has looked at yet: a schema, or a value that one describes. */

export type SchemaObject = { [keyword: string]: unknown };

export function isObject(value: unknown): value is SchemaObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
