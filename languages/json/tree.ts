/** The positioned tree of a JSON or JSONC text. */

import type { Range } from "../../core/text.ts";
import type { Comment } from "../parsed.ts";

export interface JsonFile {
  readonly type: "JsonFile";
  readonly range: Range;
  /** `undefined` for an empty text. */
  readonly content: JsonNode | undefined;
  readonly comments: readonly Comment[];
}

export type JsonNode = JsonObject | JsonArray | JsonValue;

export interface JsonObject {
  readonly type: "JsonObject";
  readonly range: Range;
  /** Duplicate keys are kept. */
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly type: "JsonMember";
  readonly range: Range;
  readonly key: JsonKey;
  readonly value: JsonNode;
}

export interface JsonKey {
  readonly type: "JsonKey";
  readonly range: Range;
  readonly name: string;
}

export interface JsonArray {
  readonly type: "JsonArray";
  readonly range: Range;
  readonly items: readonly JsonNode[];
}

export interface JsonValue {
  readonly type: "JsonValue";
  readonly range: Range;
  readonly value: string | number | boolean | null;
}
