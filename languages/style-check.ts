/** A style or security check over the nodes of a tree: an ordinary ESLint rule object that says which languages it reads. */

import type { RuleContext, RuleDefinition, RulesMeta, RulesMetaDocs, RuleVisitor } from "@eslint/core";
import type { DocumentKind, LanguageName } from "../core/document.ts";
import type { TextEdit } from "../core/finding.ts";
import type { DocumentSource, Ranged } from "./eslint-language.ts";
import type { GoTemplateNode } from "./go-template/tree.ts";
import type { DotenvNode } from "./dotenv/tree.ts";
import type { DockerfileNode } from "./dockerfile/tree.ts";
import type { HclNode } from "./hcl/tree.ts";
import type { IniNode } from "./ini/tree.ts";
import type { JsonArray, JsonFile, JsonKey, JsonMember, JsonObject, JsonValue } from "./json/tree.ts";
import type { MarkdownFile } from "./markdown/tree.ts";
import type { ParsedDocument, TextFile } from "./parsed.ts";
import type { ShellNode } from "./shell/tree.ts";
import type { TomlNode } from "./toml/tree.ts";
import type {
  YamlAlias,
  YamlFile,
  YamlMapping,
  YamlPair,
  YamlScalar,
  YamlSequence,
  YamlStreamDocument,
} from "./yaml/tree.ts";

type NamedNode =
  | YamlFile
  | YamlStreamDocument
  | YamlMapping
  | YamlPair
  | YamlSequence
  | YamlScalar
  | YamlAlias
  | JsonFile
  | JsonObject
  | JsonMember
  | JsonKey
  | JsonArray
  | JsonValue
  | HclNode
  | GoTemplateNode
  | MarkdownFile
  | ShellNode
  | DockerfileNode
  | TomlNode
  | IniNode
  | DotenvNode
  | TextFile;

type Listener<Type extends NamedNode["type"]> = (
  node: Extract<NamedNode, { type: Type }>,
  parent: NamedNode | undefined,
) => void;

type NamedListeners = { [Type in NamedNode["type"] as Type | `${Type}:exit`]?: Listener<Type> };

/** Listeners by node type (`YamlPair`, `YamlPair:exit`) or by selector; mdast nodes by their own type names. */
export interface StyleVisitor extends RuleVisitor, NamedListeners {}

export interface StyleDocs extends RulesMetaDocs {
  readonly languages: readonly LanguageName[];
  /** `undefined` = every kind. */
  readonly kinds?: readonly DocumentKind[];
}

interface StyleTypes<Options extends object, D extends ParsedDocument> {
  LangOptions: Record<string, unknown>;
  Code: DocumentSource<D>;
  /** `meta.schema` holds one object schema that gives every property a default; whoever runs it passes at least `{}`. */
  RuleOptions: [Options];
  Visitor: StyleVisitor;
  Node: Ranged;
  MessageIds: string;
  ExtRuleDocs: StyleDocs;
}

export type StyleContext<Options extends object = object, D extends ParsedDocument = ParsedDocument> = RuleContext<
  Pick<StyleTypes<Options, D>, "LangOptions" | "Code" | "RuleOptions" | "Node" | "MessageIds">
>;

/**
 * `D` narrows `context.sourceCode.document` for a check of one language. In a message the first line is what is wrong,
 * further lines are the advice: `reportFinding` writes both.
 */
export interface StyleCheck<
  Options extends object = object,
  D extends ParsedDocument = ParsedDocument,
> extends RuleDefinition<StyleTypes<Options, D>> {
  meta: RulesMeta<string, [Options], StyleDocs> & { docs: StyleDocs };
}

export interface StyleFinding {
  /** A node, a comment, or any `{ range }`. */
  readonly at: Ranged;
  readonly message: string;
  readonly advice?: string;
  /** A fix that cannot change meaning; needs `meta.fixable`. */
  readonly fix?: readonly TextEdit[];
  /** A fix for a person to judge; needs `meta.hasSuggestions`. */
  readonly suggestion?: readonly TextEdit[];
}

export function reportFinding<Options extends object, D extends ParsedDocument>(
  context: StyleContext<Options, D>,
  finding: StyleFinding,
): void {
  const { at, message, advice, fix, suggestion } = finding;
  context.report({
    node: at,
    message: advice === undefined ? message : `${message}\n${advice}`,
    ...(fix && { fix: () => fix.map(ruleEdit) }),
    ...(suggestion && { suggest: [{ desc: advice ?? message, fix: () => suggestion.map(ruleEdit) }] }),
  });
}

function ruleEdit(edit: TextEdit): { range: [number, number]; text: string } {
  return { range: [edit.range[0], edit.range[1]], text: edit.text };
}
