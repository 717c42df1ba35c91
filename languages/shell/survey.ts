/** All nodes of a shell script by type, with the way back up: worked out once, however many rules ask. */

import { visitorKeys } from "../visitor-keys.ts";
import type { ShellFile, ShellNode, ShellSimpleCommand } from "./tree.ts";

type OfType<Type extends ShellNode["type"]> = Extract<ShellNode, { type: Type }>;

export interface ShellSurvey {
  /** In the order of the text, parents before what lies in them. */
  all<Type extends ShellNode["type"]>(type: Type): readonly OfType<Type>[];
  parent(node: ShellNode): ShellNode | undefined;
  /** From the node's parent up to the file. */
  above(node: ShellNode): Iterable<ShellNode>;
  /** Simple commands inside a node, itself included. */
  commandsIn(node: ShellNode): readonly ShellSimpleCommand[];
}

const surveys = new WeakMap<ShellFile, ShellSurvey>();

export function surveyShell(tree: ShellFile): ShellSurvey {
  const known = surveys.get(tree);
  if (known) return known;
  const survey = newSurvey(tree);
  surveys.set(tree, survey);
  return survey;
}

function newSurvey(tree: ShellFile): ShellSurvey {
  const byType = new Map<string, ShellNode[]>();
  const parents = new Map<ShellNode, ShellNode>();
  const visit = (node: ShellNode, parent: ShellNode | undefined): void => {
    if (parent) parents.set(node, parent);
    const list = byType.get(node.type);
    if (list) list.push(node);
    else byType.set(node.type, [node]);
    for (const child of childrenOf(node)) visit(child, node);
  };
  visit(tree, undefined);

  function* above(node: ShellNode): Generator<ShellNode> {
    for (let each = parents.get(node); each; each = parents.get(each)) yield each;
  }
  return {
    // A list under a type holds nodes of that type alone.
    all: (type) => (byType.get(type) ?? []) as OfType<typeof type>[],
    parent: (node) => parents.get(node),
    above,
    commandsIn({ range: [start, end] }) {
      const commands = (byType.get("ShellSimpleCommand") ?? []) as ShellSimpleCommand[];
      return commands.filter(({ range }) => start <= range[0] && range[1] <= end);
    },
  };
}

/** Parsers bound how deep a tree is, so that recursion is safe. */
export function childrenOf(node: ShellNode): readonly ShellNode[] {
  const children: ShellNode[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value: unknown = Reflect.get(node, key);
    for (const each of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (isNode(each)) children.push(each);
    }
  }
  return children;
}

/** Whatever stands under a visitor key is a node, or nothing. */
function isNode(value: unknown): value is ShellNode {
  return typeof value === "object" && value !== null;
}
