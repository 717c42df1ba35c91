/** What a plain scalar becomes when it is read: YAML 1.1 and 1.2 disagree, so the reader's dialect decides. */

import type { DocumentKind } from "../../core/document.ts";
import type { YamlScalar } from "./tree.ts";

export type YamlDialect = "1.1" | "1.2";

export type ScalarValue = string | number | boolean | null;

/** Kinds whose readers follow YAML 1.2's core schema: `yes` and `on` stay words there. */
const kindsOfDialect12: ReadonlySet<DocumentKind> = new Set<DocumentKind>([
  "azure-pipeline",
  "compose",
  "github-action",
  "github-workflow",
  "openapi",
  "package-json",
  "plumbline-rules",
  "renovate",
  "tsconfig",
]);

/** Go, Python and Ruby tools read 1.1, or 1.1's booleans and octals; a plain file is read by one of these more often than not. */
export function dialectOf(kind: DocumentKind): YamlDialect {
  return kindsOfDialect12.has(kind) ? "1.2" : "1.1";
}

/** Only plain scalars without a tag, or with one of YAML's own tags, are resolved; everything else is its text. */
export function resolveScalar(scalar: YamlScalar, dialect: YamlDialect): ScalarValue {
  const { tag, value } = scalar;
  if (tag !== undefined && tag !== "!!null" && tag !== "!!bool" && tag !== "!!int" && tag !== "!!float") return value;
  if (tag === undefined && scalar.style !== "plain") return value;
  const resolved = resolvePlain(value, dialect);
  return tag === "!!float" && typeof resolved === "string" ? Number.NaN : resolved;
}

/** The value of a plain text. Numbers beyond a double lose digits; `.inf` and `.nan` are numbers. */
export function resolvePlain(value: string, dialect: YamlDialect): ScalarValue {
  if (value === "") return null;
  const first = value.charCodeAt(0);
  // Letters other than those of `true`, `yes`, `null` … begin most scalars; they need no further look.
  if (value.length > 8 && first > 57 && first !== 126) return value;
  const word = (dialect === "1.1" ? words11 : words12).get(value);
  if (word !== undefined) return word;
  if (first > 57) return value;
  return (dialect === "1.1" ? number11(value) : number12(value)) ?? value;
}

type Words = ReadonlyMap<string, boolean | number | null>;

/** `true` in the three spellings YAML allows. */
function spellings(word: string): readonly string[] {
  return [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()];
}

const special: readonly (readonly [string, number | null])[] = [
  ["~", null],
  ...[".inf", ".Inf", ".INF"].flatMap((word) => [
    [word, Infinity] as const,
    [`+${word}`, Infinity] as const,
    [`-${word}`, -Infinity] as const,
  ]),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, Number.NaN] as const),
  ...spellings("null").map((word) => [word, null] as const),
];

const words12: Words = new Map<string, boolean | number | null>([
  ...special,
  ...spellings("true").map((word) => [word, true] as const),
  ...spellings("false").map((word) => [word, false] as const),
]);

const words11: Words = new Map<string, boolean | number | null>([
  ...words12,
  ...["yes", "on"].flatMap(spellings).map((word) => [word, true] as const),
  ...["no", "off"].flatMap(spellings).map((word) => [word, false] as const),
]);

function number12(value: string): number | undefined {
  if (/^[-+]?\d+$/u.test(value)) return Number(value);
  if (/^0o[0-7]+$/u.test(value) || /^0x[\da-fA-F]+$/u.test(value)) return Number(value);
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/u.test(value)) return Number(value);
  return undefined;
}

function number11(value: string): number | undefined {
  const sign = value.startsWith("-") ? -1 : 1;
  const digits = value.replace(/^[-+]/u, "").replaceAll("_", "");
  if (!/^[-+]?[\d.]/u.test(value)) return undefined;
  if (/^0b[01]+$/u.test(digits) || /^0x[\da-fA-F]+$/u.test(digits)) return sign * Number(digits);
  if (/^0[0-7]+$/u.test(digits)) return sign * Number.parseInt(digits, 8);
  if (/^(?:0|[1-9]\d*)$/u.test(digits)) return sign * Number(digits);
  if (/^[1-9]\d*(?::[0-5]?\d)+(?:\.\d*)?$/u.test(digits)) return sign * base60(digits);
  if (/^(?:\.\d+|\d+\.\d*)(?:[eE][-+]?\d+)?$/u.test(digits)) return sign * Number(digits);
  // The standard asks for a dot and a sign; Go's readers, kubectl's among them, do not.
  if (/^\d+[eE][-+]?\d+$/u.test(digits)) return sign * Number(digits);
  return undefined;
}

/** `12:30` = 12 * 60 + 30. */
function base60(digits: string): number {
  return digits.split(":").reduce((total, part) => total * 60 + Number(part), 0);
}
