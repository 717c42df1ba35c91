/** A document after its one parse: what file checks are given, whatever the language. */

import type { Document, LanguageName } from "../core/document.ts";
import type { Range } from "../core/text.ts";
import type { Waiver } from "../core/waiver.ts";
import type { RunScript } from "./dockerfile/run-script.ts";
import type { DockerfileFile } from "./dockerfile/tree.ts";
import type { DotenvFile } from "./dotenv/tree.ts";
import type { GoTemplateFile } from "./go-template/tree.ts";
import type { HclFile } from "./hcl/tree.ts";
import type { IniDialect } from "./ini/dialect.ts";
import type { IniFile } from "./ini/tree.ts";
import type { JsonFile } from "./json/tree.ts";
import type { MarkdownFile } from "./markdown/tree.ts";
import type { ShellDialect } from "./shell/dialect.ts";
import type { ShellOption } from "./shell/script.ts";
import type { ShellFile } from "./shell/tree.ts";
import type { TomlFile } from "./toml/tree.ts";
import type { YamlFile } from "./yaml/tree.ts";

export type ParsedDocument =
  | YamlDocument
  | JsonDocument
  | HclDocument
  | MarkdownDocument
  | GoTemplateDocument
  | ShellDocument
  | DockerfileDocument
  | TomlDocument
  | IniDocument
  | DotenvDocument
  | TextDocument;

interface Parsed<Language extends LanguageName, Tree> extends Document {
  readonly language: Language;
  /** Complete where the text is sound; as much as could be recovered where `problems` is not empty. */
  readonly tree: Tree;
  readonly problems: readonly ParseProblem[];
  readonly waivers: readonly Waiver[];
  /** Set where the parser was not let loose on the text, and why: the tree is empty and says nothing. */
  readonly unread?: string;
}

export type YamlDocument = Parsed<"yaml", YamlFile>;
export type JsonDocument = Parsed<"json" | "jsonc", JsonFile>;
export type HclDocument = Parsed<"hcl", HclFile>;
export type MarkdownDocument = Parsed<"markdown", MarkdownFile>;
export type GoTemplateDocument = Parsed<"go-template", GoTemplateFile>;
export type TomlDocument = Parsed<"toml", TomlFile>;
export type DotenvDocument = Parsed<"dotenv", DotenvFile>;
export type TextDocument = Parsed<"text", TextFile>;

/** What can be read as plain data. */
export type DataDocument = YamlDocument | JsonDocument | HclDocument;

export function isDataDocument(document: ParsedDocument): document is DataDocument {
  return ["yaml", "json", "jsonc", "hcl"].includes(document.language);
}

export interface ShellDocument extends Parsed<"shell", ShellFile> {
  readonly dialect: ShellDialect;
  /** Set by the first line. */
  readonly options: ReadonlySet<ShellOption>;
}

export interface DockerfileDocument extends Parsed<"dockerfile", DockerfileFile> {
  /** Scripts of `RUN` and its like, in the order of the text. */
  readonly scripts: readonly RunScript[];
}

export interface IniDocument extends Parsed<"ini", IniFile> {
  readonly dialect: IniDialect;
}

/** A text of no language we read; still one node, so that the Linter can walk it. */
export interface TextFile {
  readonly type: "TextFile";
  readonly range: Range;
}

/** The text does not follow its language's grammar. */
export interface ParseProblem {
  readonly message: string;
  readonly advice?: string;
  readonly range: Range;
}

/** A comment in the language's own marks. */
export interface Comment {
  readonly type: "Comment";
  /** With its marks. */
  readonly range: Range;
  /** Without marks, trimmed. */
  readonly text: string;
}
