/** The types of an expression's values; `any` is unknown and fits everywhere. */

export type ExpressionType =
  { readonly kind: "any" | "null" | "number" | "boolean" | "string" } | ListType | ObjectType;

export interface ListType {
  readonly kind: "list";
  readonly item: ExpressionType;
  /** Made by `.*`: a further name asks every item. */
  readonly filtered: boolean;
}

export interface ObjectType {
  readonly kind: "object";
  /** By name in lower case. */
  readonly properties: ReadonlyMap<string, ExpressionType>;
  /** Type of every other property; missing = there is no other. */
  readonly rest?: ExpressionType;
}

export const anyType: ExpressionType = { kind: "any" };
export const nullType: ExpressionType = { kind: "null" };
export const numberType: ExpressionType = { kind: "number" };
export const booleanType: ExpressionType = { kind: "boolean" };
export const stringType: ExpressionType = { kind: "string" };

/** An object with these properties and no other. */
export function objectType(properties: Readonly<Record<string, ExpressionType>>): ObjectType {
  return { kind: "object", properties: new Map(Object.entries(properties)) };
}

/** An object whose property names nobody knows. */
export function mapType(rest: ExpressionType): ObjectType {
  return { kind: "object", properties: new Map(), rest };
}

export function namedType(
  names: Iterable<string>,
  type: ExpressionType | ((name: string) => ExpressionType) = stringType,
): ObjectType {
  const typeOf = typeof type === "function" ? type : () => type;
  return { kind: "object", properties: new Map([...names].map((name) => [name.toLowerCase(), typeOf(name)])) };
}

export function listType(item: ExpressionType, filtered = false): ListType {
  return { kind: "list", item, filtered };
}

/** What either of two values may be. */
export function eitherType(one: ExpressionType, other: ExpressionType): ExpressionType {
  if (one === other) return one;
  if (one.kind === "list" && other.kind === "list")
    return listType(eitherType(one.item, other.item), one.filtered && other.filtered);
  if (one.kind === "object" && other.kind === "object") return eitherObject(one, other);
  if (one.kind !== other.kind || one.kind === "list" || one.kind === "object") return anyType;
  return one;
}

function eitherObject(one: ObjectType, other: ObjectType): ObjectType {
  const properties = new Map(one.properties);
  for (const [name, type] of other.properties) {
    const known = properties.get(name);
    properties.set(name, known === undefined ? type : eitherType(known, type));
  }
  const rest = one.rest ?? other.rest;
  return {
    kind: "object",
    properties,
    ...(rest && { rest: one.rest && other.rest ? eitherType(one.rest, other.rest) : anyType }),
  };
}

/** The type of a value that was read from JSON or YAML. */
export function typeOfValue(value: unknown): ExpressionType {
  if (value === null) return nullType;
  if (typeof value === "number") return numberType;
  if (typeof value === "boolean") return booleanType;
  if (typeof value === "string") return stringType;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const [first, ...others] = items.map(typeOfValue);
    return listType(first === undefined ? anyType : others.reduce(eitherType, first));
  }
  if (typeof value !== "object") return anyType;
  return {
    kind: "object",
    properties: new Map(Object.entries(value).map(([name, each]) => [name.toLowerCase(), typeOfValue(each)])),
  };
}

/** In words: "a string", "an object". */
export function typeInWords(type: ExpressionType): string {
  switch (type.kind) {
    case "any":
      return "anything";
    case "null":
      return "null";
    case "object":
      return "an object";
    default:
      return `a ${type.kind}`;
  }
}
