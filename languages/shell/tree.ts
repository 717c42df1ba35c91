/** The positioned tree of a shell script (POSIX sh, dash, bash, ksh): what the author wrote, nothing expanded. */

import type { Range } from "../../core/text.ts";
import type { Comment } from "../parsed.ts";

export interface ShellFile {
  readonly type: "ShellFile";
  readonly range: Range;
  readonly body: ShellList;
  readonly comments: readonly Comment[];
}

/** Commands one after the other. */
export interface ShellList {
  readonly type: "ShellList";
  readonly range: Range;
  readonly items: readonly ShellAndOr[];
}

/** `a && b || c`, also where there is only `a`. */
export interface ShellAndOr {
  readonly type: "ShellAndOr";
  readonly range: Range;
  readonly pipelines: readonly ShellPipeline[];
  /** Between the pipelines: one fewer than these. */
  readonly operators: readonly ("&&" | "||")[];
  /** Ended by `&`: nobody waits for it. */
  readonly isBackground: boolean;
}

/** `! a | b`, also where there is only `a`. */
export interface ShellPipeline {
  readonly type: "ShellPipeline";
  readonly range: Range;
  readonly commands: readonly ShellCommand[];
  readonly isNegated: boolean;
}

export type ShellCommand = ShellSimpleCommand | ShellCompoundCommand;

export type ShellCompoundCommand =
  ShellGroup | ShellIf | ShellLoop | ShellFor | ShellCase | ShellFunction | ShellTest | ShellArithmeticCommand;

export interface ShellSimpleCommand {
  readonly type: "ShellSimpleCommand";
  readonly range: Range;
  readonly assignments: readonly ShellAssignment[];
  /** Name and arguments; none where there are only assignments or redirections. */
  readonly words: readonly ShellWord[];
  readonly redirections: readonly ShellRedirection[];
}

export interface ShellAssignment {
  readonly type: "ShellAssignment";
  readonly range: Range;
  readonly name: string;
  /** Missing for `name=` and for arrays. */
  readonly value?: ShellWord;
  /** Elements of `name=(…)`. */
  readonly elements?: readonly ShellWord[];
  readonly isAppended: boolean;
}

export interface ShellRedirection {
  readonly type: "ShellRedirection";
  readonly range: Range;
  /** `2` of `2>`, `{log}` of `{log}>`; missing where none is written. */
  readonly descriptor?: string;
  /** `<`, `>`, `>>`, `>|`, `<>`, `<&`, `>&`, `&>`, `&>>`, `<<`, `<<-`, `<<<`. */
  readonly operator: string;
  /** Of a here-document: the word that ends it. */
  readonly target?: ShellWord;
  readonly hereDocument?: ShellHereDocument;
}

export interface ShellHereDocument {
  readonly type: "ShellHereDocument";
  /** The lines between, without the one that ends it. */
  readonly range: Range;
  /** Nothing in it is expanded. */
  readonly isQuoted: boolean;
  readonly parts: readonly ShellPart[];
}

/** `{ …; }` and `( … )`. */
export interface ShellGroup {
  readonly type: "ShellGroup";
  readonly range: Range;
  readonly isSubshell: boolean;
  readonly body: ShellList;
  readonly redirections: readonly ShellRedirection[];
}

export interface ShellIf {
  readonly type: "ShellIf";
  readonly range: Range;
  /** `if` and each `elif`. */
  readonly branches: readonly ShellBranch[];
  readonly otherwise?: ShellList;
  readonly redirections: readonly ShellRedirection[];
}

export interface ShellBranch {
  readonly type: "ShellBranch";
  readonly range: Range;
  readonly condition: ShellList;
  readonly body: ShellList;
}

/** `while` and `until`. */
export interface ShellLoop {
  readonly type: "ShellLoop";
  readonly range: Range;
  readonly isUntil: boolean;
  readonly condition: ShellList;
  readonly body: ShellList;
  readonly redirections: readonly ShellRedirection[];
}

/** `for name in …`, `select name in …` and `for ((…))`. */
export interface ShellFor {
  readonly type: "ShellFor";
  readonly range: Range;
  /** Missing for `for ((…))`. */
  readonly name?: string;
  /** Missing where it runs over the arguments. */
  readonly words?: readonly ShellWord[];
  readonly arithmetic?: ShellArithmetic;
  readonly body: ShellList;
  readonly redirections: readonly ShellRedirection[];
}

export interface ShellCase {
  readonly type: "ShellCase";
  readonly range: Range;
  readonly subject: ShellWord;
  readonly items: readonly ShellCaseItem[];
  readonly redirections: readonly ShellRedirection[];
}

export interface ShellCaseItem {
  readonly type: "ShellCaseItem";
  readonly range: Range;
  readonly patterns: readonly ShellWord[];
  readonly body: ShellList;
}

export interface ShellFunction {
  readonly type: "ShellFunction";
  readonly range: Range;
  readonly name: string;
  readonly usesKeyword: boolean;
  readonly body: ShellCommand;
}

/** `[[ … ]]`: its words and operators in the order of the text. */
export interface ShellTest {
  readonly type: "ShellTest";
  readonly range: Range;
  readonly operands: readonly ShellWord[];
  readonly redirections: readonly ShellRedirection[];
}

/** `(( … ))`. */
export interface ShellArithmeticCommand {
  readonly type: "ShellArithmeticCommand";
  readonly range: Range;
  readonly arithmetic: ShellArithmetic;
  readonly redirections: readonly ShellRedirection[];
}

export interface ShellWord {
  readonly type: "ShellWord";
  readonly range: Range;
  readonly parts: readonly ShellPart[];
}

export type ShellPart =
  | ShellLiteral
  | ShellEscape
  | ShellQuoted
  | ShellString
  | ShellParameter
  | ShellSubstitution
  | ShellArithmetic
  | ShellPattern
  | ShellHole;

/** Text as written; between double quotes and in here-documents with its escapes resolved. */
export interface ShellLiteral {
  readonly type: "ShellLiteral";
  readonly range: Range;
  readonly value: string;
}

/** `\x` outside quotes. */
export interface ShellEscape {
  readonly type: "ShellEscape";
  readonly range: Range;
  readonly value: string;
}

/** `'…'`, and `$'…'` with its escapes as written. */
export interface ShellQuoted {
  readonly type: "ShellQuoted";
  readonly range: Range;
  readonly value: string;
  readonly isAnsi: boolean;
}

/** `"…"`. */
export interface ShellString {
  readonly type: "ShellString";
  readonly range: Range;
  readonly parts: readonly ShellPart[];
}

/** `$name`, `${name…}`. */
export interface ShellParameter {
  readonly type: "ShellParameter";
  readonly range: Range;
  /** `x`, `1`, `@`, `#`; empty where it could not be read. */
  readonly name: string;
  readonly hasBraces: boolean;
  /** What stands before the name in braces: `#` (length), `!` (indirect). */
  readonly prefix?: "#" | "!";
  /** Text between the brackets of `${name[…]}`. */
  readonly index?: string;
  /** `:-`, `-`, `:?`, `%%`, `/`, `:` …; missing where there is none. */
  readonly operator?: string;
  /** What follows the operator. */
  readonly argument?: readonly ShellPart[];
}

/** `$(…)`, `` `…` ``, `<(…)`, `>(…)`. */
export interface ShellSubstitution {
  readonly type: "ShellSubstitution";
  readonly range: Range;
  readonly form: "$(" | "`" | "<(" | ">(";
  /** Missing for backquotes with escapes in them, which are another text once they are read. */
  readonly body?: ShellList;
}

/** `$((…))`, `$[…]`, and what stands between the parentheses of `((…))`: expansions in it. */
export interface ShellArithmetic {
  readonly type: "ShellArithmetic";
  readonly range: Range;
  readonly parts: readonly ShellPart[];
}

/** `@(…|…)` and its like; its alternatives are not told apart. */
export interface ShellPattern {
  readonly type: "ShellPattern";
  readonly range: Range;
  readonly parts: readonly ShellPart[];
}

/** Something that is filled in before the shell sees the text: an expression of a workflow, of a template. Nothing is known about it. */
export interface ShellHole {
  readonly type: "ShellHole";
  readonly range: Range;
}

export type ShellNode =
  | ShellFile
  | ShellList
  | ShellAndOr
  | ShellPipeline
  | ShellCommand
  | ShellAssignment
  | ShellRedirection
  | ShellHereDocument
  | ShellBranch
  | ShellCaseItem
  | ShellWord
  | ShellPart;
