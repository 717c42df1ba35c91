/** What is wrong with the ranges that a parser gives: they lie in the text, and those of a tree nest. */

import type { Range } from "../../core/text.ts";
import { visitorKeys } from "../../languages/visitor-keys.ts";

export interface PlacedNode {
  readonly type: string;
  readonly range: Range;
}

export interface Layout<Node extends PlacedNode> {
  /** In the order of the text. */
  readonly childrenOf: (node: Node) => readonly Node[];
  /** Stands elsewhere than what it belongs to: the lines of a here-document behind its command. */
  readonly isApart?: (node: Node) => boolean;
}

/** `undefined` if each of them lies within a text of that length. */
export function faultOfRanges(ranges: Iterable<Range>, length: number): string | undefined {
  for (const [start, end] of ranges) {
    if (!(start >= 0 && start <= end && end <= length)) return `${start}-${end} is out of bounds`;
  }
  return undefined;
}

/** `undefined` if problems lie in the text, and each says something. */
export function faultOfProblems(
  problems: readonly { readonly message: string; readonly range: Range }[],
  length: number,
): string | undefined {
  const silent = problems.find(({ message }) => message.trim() === "");
  if (silent) return `a problem at ${silent.range[0]} says nothing`;
  return faultOfRanges(
    problems.map(({ range }) => range),
    length,
  );
}

/** `undefined` if all ranges lie in the text, in their parents' and behind those of their elder siblings. */
export function faultOfTree<Node extends PlacedNode>(
  root: Node,
  length: number,
  { childrenOf, isApart }: Layout<Node>,
): string | undefined {
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    const [start, end] = node.range;
    if (!(start >= 0 && start <= end && end <= length)) return `${node.type} ${start}-${end} is out of bounds`;
    let free = start;
    for (const child of childrenOf(node)) {
      open.push(child);
      if (isApart?.(child) === true) continue;
      const [from, to] = child.range;
      const which = `${child.type} ${from}-${to}`;
      if (from < start || to > end) return `${which} leaves its ${node.type} ${start}-${end}`;
      if (from < free) return `${which} overlaps the one before it`;
      free = to;
    }
  }
  return undefined;
}

/** Of trees that the Linter walks. */
export const visited: Layout<PlacedNode> = { childrenOf: visitedChildren };

/** Of trees whose keys do not follow the order of the text. */
export const sorted: Layout<PlacedNode> = {
  childrenOf: (node) =>
    visitedChildren(node).toSorted((one, other) => one.range[0] - other.range[0] || one.range[1] - other.range[1]),
};

function visitedChildren(node: PlacedNode): readonly PlacedNode[] {
  return (visitorKeys[node.type] ?? []).flatMap((key) => {
    const value: unknown = Reflect.get(node, key);
    return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(isNode);
  });
}

/** Whatever stands under a visitor key is a node, or nothing. */
function isNode(value: unknown): value is PlacedNode {
  return typeof value === "object" && value !== null;
}
