/** The positioned tree of a YAML stream: what the author wrote, nothing expanded, nothing resolved. */

import type { Range } from "../../core/text.ts";
import type { Comment } from "../parsed.ts";

export interface YamlFile {
  readonly type: "YamlFile";
  readonly range: Range;
  readonly documents: readonly YamlStreamDocument[];
  readonly comments: readonly Comment[];
}

/** One document of a stream (between `---` marks). */
export interface YamlStreamDocument {
  readonly type: "YamlDocument";
  readonly range: Range;
  /** `undefined` for an empty document. */
  readonly content: YamlNode | undefined;
}

export type YamlNode = YamlMapping | YamlSequence | YamlScalar | YamlAlias;

interface NodeProperties {
  /** Without tag and anchor. */
  readonly range: Range;
  /** As written: `!!str`, `!Ref`. */
  readonly tag?: string;
  /** Name and place of `&name`. */
  readonly anchor?: YamlAnchor;
}

export interface YamlAnchor {
  readonly name: string;
  readonly range: Range;
}

export interface YamlMapping extends NodeProperties {
  readonly type: "YamlMapping";
  readonly style: "block" | "flow";
  /** Duplicate keys are kept. */
  readonly pairs: readonly YamlPair[];
}

export interface YamlPair {
  readonly type: "YamlPair";
  readonly range: Range;
  readonly key: YamlNode;
  /** An empty value is a plain scalar with raw `""` right after the colon. */
  readonly value: YamlNode;
}

export interface YamlSequence extends NodeProperties {
  readonly type: "YamlSequence";
  readonly style: "block" | "flow";
  readonly items: readonly YamlNode[];
}

export interface YamlScalar extends NodeProperties {
  readonly type: "YamlScalar";
  readonly style: "plain" | "single" | "double" | "literal" | "folded";
  /** As written, with quotes or block header. */
  readonly raw: string;
  /** Text after unescaping and folding; plain scalars are not resolved to booleans or numbers: see `resolveScalar`. */
  readonly value: string;
}

/** `*name`, never expanded. */
export interface YamlAlias extends NodeProperties {
  readonly type: "YamlAlias";
  readonly name: string;
}
