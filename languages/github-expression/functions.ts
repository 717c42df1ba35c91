/** The functions of expressions: what they take and what they give. */

import { anyType, booleanType, type ExpressionType, listType, stringType } from "./types.ts";

export interface Signature {
  readonly parameters: readonly ExpressionType[];
  /** The last parameter may be given any number of times. */
  readonly repeats?: boolean;
  /** How many must be given; all of them where missing. */
  readonly least?: number;
  readonly gives: ExpressionType;
}

const texts = listType(anyType);

/** By name in lower case; several where a function takes different things. */
export const functions: ReadonlyMap<string, readonly Signature[]> = new Map<string, readonly Signature[]>([
  [
    "contains",
    [
      { parameters: [stringType, stringType], gives: booleanType },
      { parameters: [texts, anyType], gives: booleanType },
    ],
  ],
  ["startswith", [{ parameters: [stringType, stringType], gives: booleanType }]],
  ["endswith", [{ parameters: [stringType, stringType], gives: booleanType }]],
  ["format", [{ parameters: [stringType, anyType], repeats: true, least: 1, gives: stringType }]],
  [
    "join",
    [
      { parameters: [listType(stringType), stringType], least: 1, gives: stringType },
      { parameters: [stringType, stringType], least: 1, gives: stringType },
    ],
  ],
  ["tojson", [{ parameters: [anyType], gives: stringType }]],
  ["fromjson", [{ parameters: [stringType], gives: anyType }]],
  ["hashfiles", [{ parameters: [stringType], repeats: true, gives: stringType }]],
  ["case", [{ parameters: [booleanType, anyType, anyType], repeats: true, gives: anyType }]],
  ["success", [{ parameters: [], gives: booleanType }]],
  ["always", [{ parameters: [], gives: booleanType }]],
  ["cancelled", [{ parameters: [], gives: booleanType }]],
  ["failure", [{ parameters: [], gives: booleanType }]],
]);

/** As GitHub's documentation spells them. */
export const functionNames: readonly string[] = [
  "contains",
  "startsWith",
  "endsWith",
  "format",
  "join",
  "toJSON",
  "fromJSON",
  "hashFiles",
  "case",
  "success",
  "always",
  "cancelled",
  "failure",
];

/** Known only where a condition or a step is evaluated. */
export const placedFunctions: ReadonlySet<string> = new Set(["success", "always", "cancelled", "failure", "hashfiles"]);
