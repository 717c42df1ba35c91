/** The updates that a `dependabot.yml` asks for. */

import type { YamlDocument } from "../../../../languages/parsed.ts";
import {
  at,
  followAliases,
  itemsOf,
  textAt,
  type TextNode,
  type WorkflowNode,
} from "../../../../languages/workflow/node.ts";

export interface DependabotUpdate {
  readonly node: WorkflowNode;
  /** `npm`, `docker`. */
  readonly ecosystem: TextNode;
}

export function updatesOf(document: YamlDocument): readonly DependabotUpdate[] {
  if (document.problems.length > 0 || document.unread !== undefined) return [];
  const content = document.tree.documents[0]?.content;
  const root = content && followAliases(content);
  return itemsOf(at(root, "updates")).flatMap((node) => {
    const ecosystem = textAt(node, "package-ecosystem");
    return ecosystem === undefined ? [] : [{ node, ecosystem }];
  });
}
