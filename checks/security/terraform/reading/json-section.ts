/** JSON inside an HCL string or heredoc, such as a policy, read as sections with places in the file. */

import type { Range } from "../../../../core/text.ts";
import type { HclTemplate } from "../../../../languages/hcl/tree.ts";
import { unknown, type Value } from "../../../../languages/hcl/value.ts";
import { parseJson } from "../../../../languages/json/parse.ts";
import type { JsonNode, JsonObject } from "../../../../languages/json/tree.ts";
import type { Section, Sections } from "./section.ts";

/** Stands for an interpolation while the JSON around it is parsed: a private character that no text of anybody holds. */
const hole = "\uE000";

/** The objects at the top of the text; nothing where it is not JSON. */
export function sectionsOfJson(template: HclTemplate): Sections {
  const { text, placeOf } = withHoles(template);
  const { tree, problems } = parseJson(text, { comments: false });
  if (problems.length > 0 || !tree.content) return { list: [], isWhole: false };
  return sectionsOfNode(tree.content, placeOf);
}

interface Holed {
  readonly text: string;
  readonly placeOf: (node: JsonNode | { readonly range: Range }) => Range;
}

/** A heredoc is taken as written, so that an offset in it is an offset in the file; a quoted string has one place. */
function withHoles({ parts, heredoc, range }: HclTemplate): Holed {
  let text = "";
  const starts: (readonly [offset: number, source: number])[] = [];
  for (const part of parts) {
    starts.push([text.length, part.range[0]]);
    text += part.type === "HclText" ? (heredoc ? part.raw : part.value) : hole;
  }
  const sourceOf = (offset: number): number => {
    const start = starts.findLast(([first]) => first <= offset) ?? [0, range[0]];
    return start[1] + offset - start[0];
  };
  return {
    text,
    placeOf: (node) => (heredoc ? [sourceOf(node.range[0]), Math.min(range[1], sourceOf(node.range[1]))] : range),
  };
}

function sectionsOfNode(node: JsonNode, placeOf: Holed["placeOf"]): Sections {
  if (node.type === "JsonObject") return { list: [sectionOfNode(node, placeOf)], isWhole: true };
  if (node.type === "JsonValue") return { list: [], isWhole: node.value === null };
  const parts = node.items.map((item) => sectionsOfNode(item, placeOf));
  return { list: parts.flatMap(({ list }) => list), isWhole: parts.every(({ isWhole }) => isWhole) };
}

function sectionOfNode(object: JsonObject, placeOf: Holed["placeOf"]): Section {
  const place = placeOf(object);
  const find = (name: string) => object.members.findLast((member) => member.key.name === name);
  return {
    place,
    read(name) {
      const member = find(name);
      if (!member) return { state: "absent", place };
      const value = valueOf(member.value);
      const at = placeOf(member);
      if (value === unknown) return { state: "unknown", place: at };
      return value === null ? { state: "absent", place: at } : { state: "known", place: at, value };
    },
    sections(name) {
      const member = find(name);
      return member ? sectionsOfNode(member.value, placeOf) : { list: [], isWhole: true };
    },
  };
}

function valueOf(node: JsonNode): Value {
  switch (node.type) {
    case "JsonValue":
      return typeof node.value === "string" && node.value.includes(hole) ? unknown : node.value;
    case "JsonArray":
      return node.items.map(valueOf);
    case "JsonObject":
      return new Map(node.members.map(({ key, value }) => [key.name, valueOf(value)]));
  }
}
