/** The positioned tree of a TOML text: tables with their pairs, keys with their parts, values. */

import type { Range } from "../../core/text.ts";
import type { Comment } from "../parsed.ts";

export interface TomlFile {
  readonly type: "TomlFile";
  readonly range: Range;
  /** The first holds what stands before any header, and has no key. */
  readonly tables: readonly TomlTable[];
  readonly comments: readonly Comment[];
}

export interface TomlTable {
  readonly type: "TomlTable";
  /** From its header to the last of its pairs. */
  readonly range: Range;
  /** `array`: one more element of an array of tables, `[[servers]]`. */
  readonly kind: "root" | "table" | "array";
  readonly key?: TomlKey;
  readonly pairs: readonly TomlPair[];
}

export interface TomlPair {
  readonly type: "TomlPair";
  readonly range: Range;
  readonly key: TomlKey;
  readonly value: TomlValue;
}

/** `a."b c".d` has three names. */
export interface TomlKey {
  readonly type: "TomlKey";
  readonly range: Range;
  readonly names: readonly TomlName[];
}

export interface TomlName {
  readonly type: "TomlName";
  readonly range: Range;
  /** Without quotes, escapes resolved. */
  readonly name: string;
}

export type TomlValue = TomlScalar | TomlArray | TomlInlineTable;

export interface TomlScalar {
  readonly type: "TomlScalar";
  readonly range: Range;
  readonly kind: TomlScalarKind;
  /** Dates and times as they are written; an integer beyond 2^53 is a `bigint`. */
  readonly value: string | number | bigint | boolean;
}

export type TomlScalarKind =
  "string" | "integer" | "float" | "boolean" | "offset-date-time" | "local-date-time" | "local-date" | "local-time";

export interface TomlArray {
  readonly type: "TomlArray";
  readonly range: Range;
  readonly items: readonly TomlValue[];
}

export interface TomlInlineTable {
  readonly type: "TomlInlineTable";
  readonly range: Range;
  readonly pairs: readonly TomlPair[];
}

export type TomlNode = TomlFile | TomlTable | TomlPair | TomlKey | TomlName | TomlValue;
