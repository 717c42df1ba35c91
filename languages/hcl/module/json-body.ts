/** A `.tf.json` file as the same tree that a native one gives, so that whatever reads declarations reads both. */

import type { Range } from "../../../core/text.ts";
import type { JsonFile, JsonMember, JsonNode, JsonObject } from "../../json/tree.ts";
import { parseHcl } from "../parse.ts";
import type { HclAttribute, HclBlock, HclBody, HclBodyItem, HclExpression, HclName, HclTemplatePart } from "../tree.ts";

/** How many labels stand between a block's type and its body. */
const labelCounts: ReadonlyMap<string, number> = new Map([
  ["variable", 1],
  ["output", 1],
  ["module", 1],
  ["provider", 1],
  ["check", 1],
  ["resource", 2],
  ["data", 2],
  ["ephemeral", 2],
  ["locals", 0],
  ["terraform", 0],
  ["moved", 0],
  ["import", 0],
  ["removed", 0],
]);

/** Blocks inside blocks that every reader knows; any other object may be a block or a map, and is taken for a map. */
const innerLabelCounts: ReadonlyMap<string, number> = new Map([
  ["lifecycle", 0],
  ["precondition", 0],
  ["postcondition", 0],
  ["validation", 0],
  ["connection", 0],
  ["required_providers", 0],
  ["assert", 0],
  ["cloud", 0],
  ["workspaces", 0],
  ["content", 0],
  ["backend", 1],
  ["provisioner", 1],
  ["dynamic", 1],
]);

export function bodyOfJson({ content, range }: JsonFile): HclBody {
  const items: HclBodyItem[] = [];
  for (const object of objectsOf(content)) {
    for (const member of object.members) items.push(...blocksOf(member, labelCounts.get(member.key.name) ?? 0));
  }
  return { type: "HclBody", range, items };
}

/** What a `.tfvars.json` file sets. */
export function valuesOfJson({ content }: JsonFile): readonly (readonly [name: string, value: HclExpression])[] {
  if (content?.type !== "JsonObject") return [];
  return content.members.map(({ key, value }) => [key.name, expressionOf(value)]);
}

/** A body may be given once, or as a list of bodies. */
function objectsOf(node: JsonNode | undefined): readonly JsonObject[] {
  if (node?.type === "JsonObject") return [node];
  return node?.type === "JsonArray" ? node.items.flatMap((item) => (item.type === "JsonObject" ? [item] : [])) : [];
}

interface Opened {
  readonly labels: readonly JsonMember[];
  readonly object: JsonObject;
}

function blocksOf(member: JsonMember, labels: number): readonly HclBlock[] {
  let opened: readonly Opened[] = objectsOf(member.value).map((object) => ({ labels: [], object }));
  for (let level = 0; level < labels; level += 1) {
    opened = opened.flatMap(({ labels: outer, object }) =>
      object.members.flatMap((inner) =>
        objectsOf(inner.value).map((body) => ({ labels: [...outer, inner], object: body })),
      ),
    );
  }
  return opened.map(({ labels: named, object }) => {
    const last = named.at(-1) ?? member;
    return {
      type: "HclBlock",
      range: [last.key.range[0], object.range[1]],
      header: last.key.range,
      blockType: nameOf(member),
      labels: named.map(({ key }) => ({ type: "HclLabel", value: key.name, quoted: true, range: key.range })),
      body: { type: "HclBody", range: object.range, items: object.members.flatMap(itemsOf) },
    };
  });
}

function itemsOf(member: JsonMember): readonly HclBodyItem[] {
  // A comment, by the format's own convention.
  if (member.key.name === "//") return [];
  const labels = innerLabelCounts.get(member.key.name);
  const isBlock = labels !== undefined && objectsOf(member.value).length > 0;
  return isBlock ? blocksOf(member, labels) : [attributeOf(member)];
}

function attributeOf(member: JsonMember): HclAttribute {
  return { type: "HclAttribute", range: member.range, name: nameOf(member), expression: expressionOf(member.value) };
}

function nameOf({ key }: JsonMember): HclName {
  return { type: "HclName", name: key.name, range: key.range };
}

function expressionOf(node: JsonNode): HclExpression {
  const { range } = node;
  switch (node.type) {
    case "JsonArray":
      return { type: "HclTuple", range, items: node.items.map(expressionOf) };
    case "JsonObject":
      return {
        type: "HclObject",
        range,
        items: node.members.map((member) => ({
          type: "HclObjectItem",
          range: member.range,
          key: textExpression(member.key.name, member.key.range),
          separator: ":",
          value: expressionOf(member.value),
        })),
      };
    case "JsonValue":
      if (typeof node.value === "string") return textExpression(node.value, range);
      return { type: "HclLiteral", range, value: node.value, raw: String(node.value) };
  }
}

/** Every string is a template. What is inside it has the place of the whole string: escapes make finer places unreliable. */
function textExpression(text: string, range: Range): HclExpression {
  if (!text.includes("${") && !text.includes("%{")) {
    return {
      type: "HclTemplate",
      range,
      parts: text === "" ? [] : [{ type: "HclText", range, raw: text, value: text }],
    };
  }
  const parsed = parseTemplate(text);
  return parsed ? moved(parsed, range) : { type: "HclMissing", range };
}

const closingWord = "END_OF_TEMPLATE";

function parseTemplate(text: string): HclExpression | undefined {
  if (text.includes(closingWord)) return undefined;
  const { tree, problems } = parseHcl(`x = <<${closingWord}\n${text}\n${closingWord}\n`);
  const [item] = tree.body.items;
  if (problems.length > 0 || item?.type !== "HclAttribute" || item.expression.type !== "HclTemplate") return undefined;
  const { expression } = item;
  return { type: "HclTemplate", range: expression.range, parts: withoutFinalNewline(expression.parts) };
}

/** The newline before the closing word is the heredoc's, not the string's. */
function withoutFinalNewline(parts: readonly HclTemplatePart[]): readonly HclTemplatePart[] {
  const last = parts.at(-1);
  if (last?.type !== "HclText" || !last.value.endsWith("\n")) return parts;
  const value = last.value.slice(0, -1);
  return value === "" ? parts.slice(0, -1) : [...parts.slice(0, -1), { ...last, value, raw: value }];
}

/** A copy of a tree in which every place is `range`. */
function moved<Node>(node: Node, range: Range): Node {
  const copy: Node = JSON.parse(JSON.stringify(node), (key, value: unknown) => (key === "range" ? range : value));
  return copy;
}
