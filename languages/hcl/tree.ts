/** The positioned tree of an HCL file (Terraform, OpenTofu, Packer …): what the author wrote, nothing evaluated. */

import type { Range } from "../../core/text.ts";
import type { Comment } from "../parsed.ts";

export interface HclFile {
  readonly type: "HclFile";
  readonly range: Range;
  readonly body: HclBody;
  /** In the order of the text; `#`, `//` and block comments alike. A line comment's range is without its line ending. */
  readonly comments: readonly Comment[];
}

/** What stands at the top of a file or between the braces of a block. */
export interface HclBody {
  readonly type: "HclBody";
  /** Of a block: between its braces. */
  readonly range: Range;
  /** In the order of the text; a name that stands twice is kept twice. */
  readonly items: readonly HclBodyItem[];
}

export type HclBodyItem = HclAttribute | HclBlock;

/** `name = expression`. */
export interface HclAttribute {
  readonly type: "HclAttribute";
  readonly range: Range;
  readonly name: HclName;
  readonly expression: HclExpression;
}

/** `resource "aws_instance" "web" { … }`. */
export interface HclBlock {
  readonly type: "HclBlock";
  /** From its type to its closing brace. */
  readonly range: Range;
  /** From its type to its last label: what a finding about the whole block points at. */
  readonly header: Range;
  readonly blockType: HclName;
  readonly labels: readonly HclLabel[];
  readonly body: HclBody;
}

/** An identifier and its place. A walk over the tree meets it only as the bare key of an object. */
export interface HclName {
  readonly type: "HclName";
  readonly name: string;
  readonly range: Range;
}

export interface HclLabel {
  readonly type: "HclLabel";
  /** Without quotes, unescaped. */
  readonly value: string;
  readonly quoted: boolean;
  /** With quotes. */
  readonly range: Range;
}

export type HclExpression =
  | HclLiteral
  | HclTemplate
  | HclTraversal
  | HclAccess
  | HclCall
  | HclTuple
  | HclObject
  | HclFor
  | HclConditional
  | HclUnary
  | HclBinary
  | HclParentheses
  | HclMissing;

/** A number, `true`, `false` or `null`. */
export interface HclLiteral {
  readonly type: "HclLiteral";
  readonly range: Range;
  readonly value: number | boolean | null;
  /** As written: a number may hold more digits than a JavaScript number keeps. */
  readonly raw: string;
}

/** A quoted string or a heredoc, with or without interpolations in it. A string without any has at most one part, a `HclText`. */
export interface HclTemplate {
  readonly type: "HclTemplate";
  /** With quotes, or from `<<` to the closing word. */
  readonly range: Range;
  readonly parts: readonly HclTemplatePart[];
  /** Missing for a quoted string. */
  readonly heredoc?: HclHeredoc;
}

export interface HclHeredoc {
  /** The word that closes it. */
  readonly delimiter: string;
  /** `<<-`: the common indentation is not part of the text; the parts' `value` is already without it. */
  readonly flush: boolean;
}

export type HclTemplatePart = HclText | HclInterpolation | HclTemplateIf | HclTemplateFor;

/** Text between two sequences of a template. */
export interface HclText {
  readonly type: "HclText";
  readonly range: Range;
  readonly raw: string;
  /** Unescaped, without the white space that a strip mark (`~`) of a neighbour takes away. */
  readonly value: string;
}

/** `${ … }`. */
export interface HclInterpolation {
  readonly type: "HclInterpolation";
  readonly range: Range;
  readonly expression: HclExpression;
}

/** `%{ if … } … %{ else } … %{ endif }`. */
export interface HclTemplateIf {
  readonly type: "HclTemplateIf";
  readonly range: Range;
  readonly condition: HclExpression;
  readonly consequent: readonly HclTemplatePart[];
  /** Missing where there is no `%{ else }`. */
  readonly alternative?: readonly HclTemplatePart[];
}

/** `%{ for … in … } … %{ endfor }`. */
export interface HclTemplateFor {
  readonly type: "HclTemplateFor";
  readonly range: Range;
  readonly keyName?: HclName;
  readonly valueName: HclName;
  readonly collection: HclExpression;
  readonly parts: readonly HclTemplatePart[];
}

/** A variable and the way down from it: `var.region`, `aws_subnet.private[each.key].id`, `each`, `module.vpc[*].id`. */
export interface HclTraversal {
  readonly type: "HclTraversal";
  readonly range: Range;
  readonly root: HclName;
  /** Empty for a bare name. */
  readonly steps: readonly HclStep[];
}

/** The way down from anything else: `one(local.zones).id`, `(a)[0]`, `"x"[0]`. */
export interface HclAccess {
  readonly type: "HclAccess";
  readonly range: Range;
  readonly source: HclExpression;
  /** Never empty. */
  readonly steps: readonly HclStep[];
}

/** Steps stand in the order of the text, also those behind a splat. */
export type HclStep = HclAttributeStep | HclIndexStep | HclSplatStep;

/** `.name`. */
export interface HclAttributeStep {
  readonly type: "HclAttributeStep";
  /** With the dot. */
  readonly range: Range;
  readonly name: HclName;
}

/** `[key]`, or `.0` (legacy). */
export interface HclIndexStep {
  readonly type: "HclIndexStep";
  /** With brackets or dot. */
  readonly range: Range;
  readonly key: HclExpression;
  /** Written as `.0`. */
  readonly legacy: boolean;
}

/** `.*` (attribute) or `[*]` (full). */
export interface HclSplatStep {
  readonly type: "HclSplatStep";
  readonly range: Range;
  readonly style: "attribute" | "full";
}

export interface HclCall {
  readonly type: "HclCall";
  readonly range: Range;
  /** With its namespaces: `provider::aws::arn_parse`. */
  readonly name: HclName;
  readonly arguments: readonly HclExpression[];
  /** The last argument is followed by `...`. */
  readonly expandsLast: boolean;
}

export interface HclTuple {
  readonly type: "HclTuple";
  readonly range: Range;
  readonly items: readonly HclExpression[];
}

export interface HclObject {
  readonly type: "HclObject";
  readonly range: Range;
  readonly items: readonly HclObjectItem[];
}

export interface HclObjectItem {
  readonly type: "HclObjectItem";
  readonly range: Range;
  /** A bare name is the key itself; `(name)` is `HclParentheses` and refers to something. */
  readonly key: HclName | HclExpression;
  readonly separator: "=" | ":";
  readonly value: HclExpression;
}

/** `[for v in c : v]` or `{for k, v in c : k => v...}`. */
export interface HclFor {
  readonly type: "HclFor";
  readonly range: Range;
  readonly style: "tuple" | "object";
  readonly keyName?: HclName;
  readonly valueName: HclName;
  readonly collection: HclExpression;
  /** Of an object. */
  readonly key?: HclExpression;
  readonly value: HclExpression;
  /** The value is followed by `...`. */
  readonly groups: boolean;
  /** Behind `if`. */
  readonly condition?: HclExpression;
}

export interface HclConditional {
  readonly type: "HclConditional";
  readonly range: Range;
  readonly condition: HclExpression;
  readonly consequent: HclExpression;
  readonly alternative: HclExpression;
}

export interface HclUnary {
  readonly type: "HclUnary";
  readonly range: Range;
  readonly operator: "-" | "!";
  readonly operand: HclExpression;
}

export type HclBinaryOperator = "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%";

export interface HclBinary {
  readonly type: "HclBinary";
  readonly range: Range;
  readonly operator: HclBinaryOperator;
  readonly left: HclExpression;
  readonly right: HclExpression;
}

export interface HclParentheses {
  readonly type: "HclParentheses";
  readonly range: Range;
  readonly expression: HclExpression;
}

/** Where an expression should stand and none could be read; the document's problems say why. Its value is unknown. */
export interface HclMissing {
  readonly type: "HclMissing";
  readonly range: Range;
}

export type HclNode =
  HclFile | HclBody | HclBodyItem | HclExpression | HclTemplatePart | HclStep | HclObjectItem | HclName;
