/** The base of every language's ESLint Language object: our trees as ESLint walks them, with nothing that a comment could switch. */

import type { Language, SourceLocation, SourceRange, VisitTraversalStep } from "@eslint/core";
import { TextSourceCodeBase } from "@eslint/plugin-kit";
import type { Range } from "../core/text.ts";
import type { ParsedDocument } from "./parsed.ts";
import { visitorKeys, type VisitorKeys } from "./visitor-keys.ts";

/** Anything with a place: a node, a comment, a part of a node. Rules may report any of them. */
export interface Ranged {
  readonly range: Range;
}

export interface TreeNode extends Ranged {
  readonly type: string;
}

export interface LanguageDefinition<D extends ParsedDocument> {
  /** Which properties of a node hold its children; the shared table where it is missing. */
  readonly visitorKeys?: VisitorKeys;
  /** Never throws: what does not follow the grammar is a problem of the document, and rules run on what was recovered. */
  readonly parse: (text: string, path: string) => D;
}

export interface SourceOptions {
  readonly visitorKeys?: VisitorKeys;
  /** Called every few hundred nodes of a traversal; what it throws ends the run on this file (a deadline). */
  readonly onProgress?: () => void;
}

interface SourceTypes<D extends ParsedDocument> {
  LangOptions: Record<string, unknown>;
  RootNode: D["tree"];
  SyntaxElementWithLoc: Ranged;
  ConfigNode: never;
}

const nodesBetweenProgress = 256;

/**
 * What a rule meets as `context.sourceCode`. ESLint's directives and inline configuration are inert: a comment in a
 * reviewed file configures nothing, and waivers are applied by our core to the findings of every check alike.
 */
export class DocumentSource<D extends ParsedDocument = ParsedDocument> extends TextSourceCodeBase<SourceTypes<D>> {
  readonly document: D;
  readonly hasBOM: boolean;
  readonly visitorKeys: VisitorKeys;
  readonly #onProgress: (() => void) | undefined;
  #parents: WeakMap<object, TreeNode> | undefined;

  constructor(document: D, options: SourceOptions = {}) {
    super({ text: document.text, ast: document.tree, lineEndingPattern: /\r\n|\n/u });
    this.document = document;
    this.hasBOM = document.byteOrderMark;
    this.visitorKeys = options.visitorKeys ?? visitorKeys;
    this.#onProgress = options.onProgress;
  }

  override getLoc(element: Ranged): SourceLocation {
    return { start: this.getLocFromIndex(element.range[0]), end: this.getLocFromIndex(element.range[1]) };
  }

  override getRange(element: Ranged): SourceRange {
    return [element.range[0], element.range[1]];
  }

  /** Lines and columns from 1; an offset outside the text is clamped to it. */
  override getLocFromIndex(index: number): { line: number; column: number } {
    return this.document.lines.position(index);
  }

  override getIndexFromLoc(position: { line: number; column: number }): number {
    return this.document.lines.offset(position);
  }

  override getParent(node: Ranged): TreeNode | undefined {
    this.#parents ??= this.#collectParents();
    return this.#parents.get(node);
  }

  /** Step by step, so that a deadline can end it between two nodes. */
  override traverse(): Generator<VisitStep> {
    return visitSteps(this.document.tree, this.visitorKeys, this.#onProgress);
  }

  getDisableDirectives(): { directives: never[]; problems: never[] } {
    return { directives: [], problems: [] };
  }

  getInlineConfigNodes(): never[] {
    return [];
  }

  applyInlineConfig(): { configs: never[]; problems: never[] } {
    return { configs: [], problems: [] };
  }

  #collectParents(): WeakMap<object, TreeNode> {
    const parents = new WeakMap<object, TreeNode>();
    for (const { target, parent, phase } of visitSteps(this.document.tree, this.visitorKeys)) {
      if (phase === entering && parent) parents.set(target, parent);
    }
    return parents;
  }
}

/** The source of an already parsed document, for `linter.verify(source, config, path)`: one parse serves every kind of check. */
export function sourceCodeFor<D extends ParsedDocument>(document: D, options?: SourceOptions): DocumentSource<D> {
  return new DocumentSource(document, options);
}

/** An ESLint Language object over a parser of ours; what stock tools (RuleTester, a configuration's `language`) need. */
export function defineLanguage<D extends ParsedDocument>(
  definition: LanguageDefinition<D>,
): Language<{ LangOptions: Record<string, unknown>; Code: DocumentSource; RootNode: D; Node: TreeNode }> {
  const keys = definition.visitorKeys ?? visitorKeys;
  return {
    fileType: "text",
    lineStart: 1,
    columnStart: 1,
    nodeTypeKey: "type",
    visitorKeys: keys,
    validateLanguageOptions() {
      // Documents carry their own language and kind: there is nothing to set.
    },
    parse: (file) => ({ ok: true, ast: definition.parse(textOf(file.body), file.path) }),
    createSourceCode: (file, { ast: document }) =>
      new DocumentSource({ ...document, byteOrderMark: file.bom }, { visitorKeys: keys }),
  };
}

interface WalkStep {
  readonly node: TreeNode;
  readonly parent: TreeNode | undefined;
  readonly entering: boolean;
}

/** Every node twice, entering and leaving, in the order of the text. */
export function* walk(root: TreeNode, keys: VisitorKeys = visitorKeys): Generator<WalkStep> {
  for (const { target, parent, phase } of visitSteps(root, keys)) {
    yield { node: target, parent, entering: phase === entering };
  }
}

/** One object a step is all that a walk allocates: ESLint takes a dozen steps for every line. */
interface VisitStep extends VisitTraversalStep {
  readonly target: TreeNode;
  readonly parent: TreeNode | undefined;
}

const entering = 1;
const leaving = 2;

/** Without recursion, so that no depth overflows the stack. */
function* visitSteps(root: TreeNode, keys: VisitorKeys, onProgress?: () => void): Generator<VisitStep> {
  const path = [{ node: root, children: childrenOf(root, keys), next: 0 }];
  yield visitStep(root, undefined, entering);
  let visited = 0;
  for (let top = path.at(-1); top; top = path.at(-1)) {
    if (visited++ % nodesBetweenProgress === 0) onProgress?.();
    const child = top.children[top.next++];
    if (child) {
      yield visitStep(child, top.node, entering);
      path.push({ node: child, children: childrenOf(child, keys), next: 0 });
    } else {
      path.pop();
      yield visitStep(top.node, path.at(-1)?.node, leaving);
    }
  }
}

function visitStep(target: TreeNode, parent: TreeNode | undefined, phase: 1 | 2): VisitStep {
  return { kind: 1, target, phase, args: [target, parent], parent };
}

const noNodes: readonly TreeNode[] = [];

function childrenOf(node: TreeNode, keys: VisitorKeys): readonly TreeNode[] {
  const names = keys[node.type];
  if (names === undefined || names.length === 0) return noNodes;
  const children: TreeNode[] = [];
  for (const name of names) {
    const value: unknown = Reflect.get(node, name);
    if (isTreeNode(value)) children.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isTreeNode(item)) children.push(item);
  }
  return children;
}

function isTreeNode(value: unknown): value is TreeNode {
  return typeof value === "object" && value !== null && "type" in value && "range" in value;
}

function textOf(body: string | Uint8Array): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}
