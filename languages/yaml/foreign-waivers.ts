/** What other tools are told in a YAML file, by comments and by annotations of Kubernetes objects. */

import type { LineIndex } from "../../core/text.ts";
import type { Waiver } from "../../core/waiver.ts";
import { counterpartsOf } from "../foreign/counterparts.ts";
import type { Counterparts, ForeignTool } from "../foreign/counterparts.ts";
import { readForeignWaivers } from "../foreign/read.ts";
import type { YamlFile, YamlMapping, YamlNode, YamlPair, YamlStreamDocument } from "./tree.ts";

export function readYamlForeignWaivers(
  tree: YamlFile,
  text: string,
  lines: LineIndex,
  counterparts: (tool: ForeignTool) => Counterparts = counterpartsOf,
): readonly Waiver[] {
  const linesOf = ({ range }: YamlStreamDocument): Waiver["covers"] => [
    lines.position(range[0]).line,
    lines.position(range[1]).line,
  ];
  const documentAround = (offset: number): Waiver["covers"] => {
    // A comment above the first key belongs to the document that begins below it.
    const around = tree.documents.find(({ range }) => offset < range[1]);
    if (around === undefined) return [1, Math.max(1, lines.count)];
    const [first, last] = linesOf(around);
    return [Math.min(first, lines.position(offset).line), last];
  };
  const itemAround = (offset: number): Waiver["covers"] | undefined => {
    const item = itemOfComment(tree, text, lines, offset);
    return (
      item && [lines.position(item.range[0]).line, lines.position(Math.max(item.range[0], item.range[1] - 1)).line]
    );
  };
  const ofComments = readForeignWaivers(tree.comments, { text, lines, documentAround, itemAround, counterparts });
  const ofAnnotations = tree.documents.flatMap((document) =>
    annotationsOf(document).flatMap((pair) => waiverIn(pair, linesOf(document), counterparts)),
  );
  return [...ofComments, ...ofAnnotations];
}

/** The entry of a list that a comment at a place belongs to: the one around it, or the next below it. */
export function itemOfComment(tree: YamlFile, text: string, lines: LineIndex, offset: number): YamlMapping | undefined {
  // Behind something, it belongs to what begins its line.
  const [start] = lines.line(lines.position(offset).line);
  const before = text.slice(start, offset);
  return itemAt(tree, before.trim() === "" ? offset : start + before.search(/\S/u));
}

/** The innermost mapping in a list that ends behind a place: the one around it, or the next below it. */
function itemAt(tree: YamlFile, offset: number): YamlMapping | undefined {
  let found: YamlMapping | undefined;
  let node: YamlNode | undefined = tree.documents.find(({ range }) => offset < range[1])?.content;
  while (node !== undefined) {
    if (node.type === "YamlSequence") {
      node = node.items.find(({ range }) => offset < range[1]);
      if (node?.type === "YamlMapping") found = node;
    } else if (node.type === "YamlMapping") {
      // Above its first key nothing of it is meant in particular.
      const isInside: boolean = node.range[0] <= offset;
      node = node.pairs.find(({ range }) => offset < range[1] && (isInside || range[0] <= offset))?.value;
    } else return found;
  }
  return found;
}

function annotationsOf({ content }: YamlStreamDocument): readonly YamlPair[] {
  return mappingAt(mappingAt(content, "metadata"), "annotations")?.pairs ?? [];
}

function mappingAt(node: YamlNode | undefined, key: string): YamlMapping | undefined {
  if (node?.type !== "YamlMapping") return undefined;
  const value = node.pairs.find((pair) => pair.key.type === "YamlScalar" && pair.key.value === key)?.value;
  return value?.type === "YamlMapping" ? value : undefined;
}

/** `ignore-check.kube-linter.io/run-as-non-root: reason`, `checkov.io/skip1: CKV_K8S_20=reason`. */
function waiverIn(
  { key, value, range }: YamlPair,
  covers: Waiver["covers"],
  counterparts: (tool: ForeignTool) => Counterparts,
): readonly Waiver[] {
  if (key.type !== "YamlScalar" || value.type !== "YamlScalar") return [];
  const said = mentionIn(key.value, value.value);
  if (said === undefined) return [];
  const known = counterparts(said.tool);
  const rules = said.id === undefined ? [...known.values()].flat() : (known.get(said.id.toLowerCase()) ?? []);
  if (rules.length === 0) return [];
  const reason = said.reason.trim();
  return [
    {
      rules: [...new Set(rules)],
      ...(reason === "" ? {} : { reason }),
      range,
      covers,
      form: "block",
      origin: said.tool,
    },
  ];
}

interface Said {
  readonly tool: ForeignTool;
  /** Missing = every rule of the tool. */
  readonly id?: string;
  readonly reason: string;
}

const kubeLinter = "ignore-check.kube-linter.io/";

function mentionIn(key: string, value: string): Said | undefined {
  if (key === "kube-linter.io/ignore-all") return { tool: "kube-linter", reason: value };
  if (key.startsWith(kubeLinter)) return { tool: "kube-linter", id: key.slice(kubeLinter.length), reason: value };
  const polaris = /^polaris\.fairwinds\.com\/(?:(\w+)-)?exempt$/u.exec(key);
  if (polaris) {
    // It has no place for a reason.
    if (value !== "true") return undefined;
    return { tool: "polaris", ...(polaris[1] !== undefined && { id: polaris[1] }), reason: "" };
  }
  if (!/^checkov\.io\/skip\d+$/u.test(key)) return undefined;
  const [id = "", ...reason] = value.split("=");
  return { tool: "checkov", id: id.trim(), reason: reason.join("=") };
}
