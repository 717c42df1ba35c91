/** Templates that a file defines, and those that it includes by a name that can be read. */

import type { Range } from "../../core/text.ts";
import { walk, type TreeNode } from "../eslint-language.ts";
import type {
  GoTemplateCommand,
  GoTemplateDefinition,
  GoTemplateFile,
  GoTemplateInvocation,
  GoTemplateOperand,
} from "../go-template/tree.ts";

export interface Inclusion {
  /** `undefined` where it is put together. */
  readonly name: string | undefined;
  /** Of the name, with its quotes. */
  readonly range: Range;
  /** The definition that it stands in, and without which it does not run. */
  readonly within: string | undefined;
}

export function definedNames(tree: GoTemplateFile): readonly string[] {
  const names: string[] = [];
  for (const { node, entering } of walk(tree)) {
    if (entering && isDefinition(node) && node.name) names.push(node.name.value);
  }
  return names;
}

/** `include "name" …` and `template "name"`. */
export function inclusionsIn(tree: GoTemplateFile): readonly Inclusion[] {
  const inclusions: Inclusion[] = [];
  const around: GoTemplateDefinition[] = [];
  for (const { node, entering } of walk(tree)) {
    if (isDefinition(node) && node.keyword === "define") {
      if (entering) around.push(node);
      else around.pop();
    }
    if (!entering) continue;
    const name = isInvocation(node) ? node.name : isCommand(node) ? includedBy(node) : undefined;
    if (!name) continue;
    const within = around.at(-1)?.name?.value;
    inclusions.push({ name: name.type === "GoTemplateString" ? name.value : undefined, range: name.range, within });
  }
  return inclusions;
}

function includedBy({ operands: [callee, name] }: GoTemplateCommand): GoTemplateOperand | undefined {
  return callee?.type === "GoTemplateFunction" && callee.name === "include" ? (name ?? callee) : undefined;
}

function isDefinition(node: TreeNode): node is GoTemplateDefinition {
  return node.type === "GoTemplateDefinition";
}

function isInvocation(node: TreeNode): node is GoTemplateInvocation {
  return node.type === "GoTemplateInvocation";
}

function isCommand(node: TreeNode): node is GoTemplateCommand {
  return node.type === "GoTemplateCommand";
}
