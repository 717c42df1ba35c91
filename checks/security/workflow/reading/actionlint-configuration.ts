/** What `.github/actionlint.yaml` says of runners and configuration variables. */

import { openDocument } from "../../../../core/open-document.ts";
import { at, followAliases, itemsOf } from "../../../../languages/workflow/node.ts";
import { parseYamlDocument } from "../../../../languages/yaml/document.ts";

export interface ActionlintConfiguration {
  /** Labels of the team's own runners; may hold `*` and `?`. */
  readonly labels: readonly string[];
  /** Missing = any variable may exist. */
  readonly variables?: readonly string[];
}

export function readActionlintConfiguration(text: string | undefined): ActionlintConfiguration {
  if (text === undefined) return { labels: [] };
  const { tree } = parseYamlDocument(openDocument("actionlint.yaml", { kind: "text", text, byteOrderMark: false }));
  const content = tree.documents[0]?.content;
  const root = content && followAliases(content);
  const words = (...names: readonly string[]) => {
    const node = at(root, ...names);
    return node?.type === "list"
      ? itemsOf(node).flatMap((item) => (item.type === "text" ? [item.text] : []))
      : undefined;
  };
  const variables = words("config-variables");
  return { labels: words("self-hosted-runner", "labels") ?? [], ...(variables && { variables }) };
}
