/** Assignments in YAML and JSON: keys and their values, entries of `name:` and `value:`, defaults, data of Kubernetes Secrets. */

import type { Range } from "../../../../../core/text.ts";
import type { JsonNode } from "../../../../../languages/json/tree.ts";
import type { JsonDocument, YamlDocument } from "../../../../../languages/parsed.ts";
import type { YamlNode } from "../../../../../languages/yaml/tree.ts";
import type { Assignment } from "../assignment.ts";
import { nameParts } from "../hints.ts";
import { assignmentsInLines } from "./lines.ts";

type Node = YamlNode | JsonNode;

interface Entry {
  readonly key: string;
  readonly value: Node;
}

interface Visit {
  readonly node: Node;
  /** Key that it stands under. */
  readonly name: string;
}

/** Whatever lies under these is encrypted, or says how to encrypt. */
const sealed = /^(?:encryptedData|encrypted|sops|secure)$/;
const defaults: ReadonlySet<string> = new Set(["default", "Default", "defaultValue", "value", "Value", "values"]);
const nameKeys: ReadonlySet<string> = new Set([
  "name",
  "Name",
  "key",
  "Key",
  "ParameterKey",
  "parameterKey",
  "variable",
]);
const valueKeys: ReadonlySet<string> = new Set([
  "value",
  "Value",
  "ParameterValue",
  "parameterValue",
  "default",
  "defaultValue",
]);

export function* assignmentsInData(document: YamlDocument | JsonDocument): Generator<Assignment> {
  const { text, tree } = document;
  const waiting: Visit[] = rootsOf(tree)
    .map((node) => ({ node, name: "" }))
    .reverse();
  for (let visit = waiting.pop(); visit; visit = waiting.pop()) {
    const { node, name } = visit;
    const entries = entriesOf(node);
    if (entries) {
      yield* ofMapping(entries, name, text);
      const children = entries.filter(({ key }) => !sealed.test(key));
      waiting.push(...children.map(({ key, value }) => ({ node: value, name: key })).reverse());
    }
    const items = itemsOf(node);
    for (const item of items) yield* embedded(item, text);
    waiting.push(...items.map((item) => ({ node: item, name })).reverse());
  }
  for (const { range } of tree.comments)
    if (nameParts.test(text.slice(...range))) yield* assignmentsInLines(text, range);
}

function* ofMapping(entries: readonly Entry[], own: string, text: string): Generator<Assignment> {
  let kind: string | undefined;
  let called: string | undefined;
  for (const { key, value } of entries) {
    if (key === "kind") kind = textOf(value);
    if (nameKeys.has(key)) called ??= textOf(value);
  }
  if (kind === "SealedSecret") return;
  for (const { key, value } of entries) {
    if (sealed.test(key)) continue;
    if (kind === "Secret" && (key === "data" || key === "stringData")) yield* ofSecret(value, key === "data");
    const scalar = scalarOf(value);
    if (scalar === undefined) continue;
    if (called !== undefined && valueKeys.has(key)) yield { name: called, ...scalar };
    else yield { name: defaults.has(key) ? own : key, ...scalar };
    yield* embedded(value, text);
  }
}

/** Values of a Secret, decoded where they are to be. */
function* ofSecret(node: Node, isEncoded: boolean): Generator<Assignment> {
  for (const { key, value } of entriesOf(node) ?? []) {
    const scalar = scalarOf(value);
    if (scalar === undefined) continue;
    yield { name: key, ...scalar, isDeclared: true, ...(isEncoded && { isEncoded: true }) };
  }
}

/** Settings inside of a text: scripts, `NAME=value` of a list, connection strings, whole files in a block. */
function* embedded(node: Node, text: string): Generator<Assignment> {
  const scalar = scalarOf(node);
  if (scalar !== undefined && nameParts.test(scalar.value)) yield* assignmentsInLines(text, scalar.range);
}

function rootsOf(tree: YamlDocument["tree"] | JsonDocument["tree"]): readonly Node[] {
  const contents = tree.type === "YamlFile" ? tree.documents.map(({ content }) => content) : [tree.content];
  return contents.flatMap((content) => content ?? []);
}

/** `undefined` for whatever is no mapping. */
function entriesOf(node: Node): readonly Entry[] | undefined {
  if (node.type === "JsonObject") return node.members.map(({ key, value }) => ({ key: key.name, value }));
  if (node.type !== "YamlMapping") return undefined;
  return node.pairs.flatMap(({ key, value }) => (key.type === "YamlScalar" ? [{ key: key.value, value }] : []));
}

function itemsOf(node: Node): readonly Node[] {
  return node.type === "YamlSequence" || node.type === "JsonArray" ? node.items : [];
}

/** The text of a string; nothing for what a tag of the reader's own (`!vault`, `!Ref`) makes of it. */
function scalarOf(node: Node): { readonly value: string; readonly range: Range } | undefined {
  if (node.type === "JsonValue")
    return typeof node.value === "string" ? { value: node.value, range: node.range } : undefined;
  if (node.type !== "YamlScalar" || (node.tag !== undefined && node.tag !== "!!str" && node.tag !== "!!binary"))
    return undefined;
  return { value: node.value, range: node.range };
}

function textOf(node: Node | undefined): string | undefined {
  return node && scalarOf(node)?.value;
}
