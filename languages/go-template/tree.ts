/** The positioned tree of a Go template, as Helm reads its charts' templates: what the author wrote, nothing rendered. */

import type { Range } from "../../core/text.ts";
import type { Comment } from "../parsed.ts";

export interface GoTemplateFile {
  readonly type: "GoTemplateFile";
  readonly range: Range;
  readonly items: readonly GoTemplateItem[];
  /** Those between braces, with their braces. */
  readonly comments: readonly Comment[];
}

export type GoTemplateItem =
  GoTemplateText | GoTemplateAction | GoTemplateBlock | GoTemplateDefinition | GoTemplateInvocation | GoTemplateJump;

/** Everything between two pairs of braces, blanks that a `-` trims included. */
export interface GoTemplateText {
  readonly type: "GoTemplateText";
  readonly range: Range;
}

/** One pair of double braces. */
export interface GoTemplateTag {
  /** With the braces. */
  readonly range: Range;
  /** `{{-`: blanks and line ends before it are dropped. */
  readonly trimsBefore: boolean;
  /** `-}}` */
  readonly trimsAfter: boolean;
}

/** `{{ … }}` that writes, or that sets a variable. */
export interface GoTemplateAction {
  readonly type: "GoTemplateAction";
  readonly range: Range;
  readonly tag: GoTemplateTag;
  readonly pipeline: GoTemplatePipeline;
}

/** `{{ if … }} … {{ else … }} … {{ end }}`, and the same of `with` and `range`. */
export interface GoTemplateBlock {
  readonly type: "GoTemplateBlock";
  readonly keyword: "if" | "with" | "range";
  readonly range: Range;
  readonly tag: GoTemplateTag;
  readonly pipeline: GoTemplatePipeline;
  readonly items: readonly GoTemplateItem[];
  readonly alternatives: readonly GoTemplateAlternative[];
  /** Missing where the block is never closed. */
  readonly end?: GoTemplateTag;
}

/** From one `{{ else … }}` to the next, or to the end. */
export interface GoTemplateAlternative {
  readonly type: "GoTemplateAlternative";
  readonly range: Range;
  readonly tag: GoTemplateTag;
  /** Of `else if` and `else with`. */
  readonly keyword?: "if" | "with";
  readonly pipeline?: GoTemplatePipeline;
  readonly items: readonly GoTemplateItem[];
}

/** `{{ define "name" }} … {{ end }}`; `block` runs where it stands as well. */
export interface GoTemplateDefinition {
  readonly type: "GoTemplateDefinition";
  readonly keyword: "define" | "block";
  readonly range: Range;
  readonly tag: GoTemplateTag;
  /** `undefined` where the name is no constant: the text is not sound. */
  readonly name: GoTemplateString | undefined;
  /** Of `block`. */
  readonly pipeline?: GoTemplatePipeline;
  readonly items: readonly GoTemplateItem[];
  readonly end?: GoTemplateTag;
}

/** `{{ template "name" pipeline }}` */
export interface GoTemplateInvocation {
  readonly type: "GoTemplateInvocation";
  readonly range: Range;
  readonly tag: GoTemplateTag;
  readonly name: GoTemplateString | undefined;
  readonly pipeline?: GoTemplatePipeline;
}

export interface GoTemplateJump {
  readonly type: "GoTemplateJump";
  readonly keyword: "break" | "continue";
  readonly range: Range;
  readonly tag: GoTemplateTag;
}

export interface GoTemplatePipeline {
  readonly type: "GoTemplatePipeline";
  readonly range: Range;
  /** `$name :=`, `$name =`, `$index, $item :=`. */
  readonly variables: readonly GoTemplateVariable[];
  readonly declares: boolean;
  /** What each command brings is the last argument of the next. */
  readonly commands: readonly GoTemplateCommand[];
}

/** A function or a value with what it is given. */
export interface GoTemplateCommand {
  readonly type: "GoTemplateCommand";
  readonly range: Range;
  readonly operands: readonly GoTemplateOperand[];
}

export type GoTemplateOperand =
  | GoTemplateDot
  | GoTemplateField
  | GoTemplateVariable
  | GoTemplateFunction
  | GoTemplateString
  | GoTemplateLiteral
  | GoTemplateParentheses
  | GoTemplateChain;

export interface GoTemplateDot {
  readonly type: "GoTemplateDot";
  readonly range: Range;
}

/** `.Values.image` */
export interface GoTemplateField {
  readonly type: "GoTemplateField";
  readonly range: Range;
  readonly path: readonly string[];
}

/** `$`, `$name`, `$name.field` */
export interface GoTemplateVariable {
  readonly type: "GoTemplateVariable";
  readonly range: Range;
  /** With its mark; `$` alone is what the template was given. */
  readonly name: string;
  readonly path: readonly string[];
}

export interface GoTemplateFunction {
  readonly type: "GoTemplateFunction";
  readonly range: Range;
  readonly name: string;
}

export interface GoTemplateString {
  readonly type: "GoTemplateString";
  readonly range: Range;
  readonly value: string;
}

/** A number, a character, `true`, `false` or `nil`. */
export interface GoTemplateLiteral {
  readonly type: "GoTemplateLiteral";
  readonly range: Range;
  readonly raw: string;
}

export interface GoTemplateParentheses {
  readonly type: "GoTemplateParentheses";
  readonly range: Range;
  readonly pipeline: GoTemplatePipeline;
}

/** `(pipeline).field` */
export interface GoTemplateChain {
  readonly type: "GoTemplateChain";
  readonly range: Range;
  readonly source: GoTemplateOperand;
  readonly path: readonly string[];
}

export type GoTemplateNode =
  GoTemplateFile | GoTemplateItem | GoTemplateAlternative | GoTemplatePipeline | GoTemplateCommand | GoTemplateOperand;
