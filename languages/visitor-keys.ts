/** Which properties of a node hold its children, for every language's tree: what traversal and selectors follow. */

export type VisitorKeys = Record<string, string[]>;

const leaf: string[] = [];
const children = ["children"];

/** One table for all languages: node types bear their language's name, Markdown's are mdast's own. */
export const visitorKeys: VisitorKeys = Object.assign(Object.create(null), {
  YamlFile: ["documents"],
  YamlDocument: ["content"],
  YamlMapping: ["pairs"],
  YamlPair: ["key", "value"],
  YamlSequence: ["items"],
  YamlScalar: leaf,
  YamlAlias: leaf,

  JsonFile: ["content"],
  JsonObject: ["members"],
  JsonMember: ["key", "value"],
  JsonKey: leaf,
  JsonArray: ["items"],
  JsonValue: leaf,

  TextFile: leaf,

  MarkdownFile: children,
  blockquote: children,
  break: leaf,
  code: leaf,
  definition: leaf,
  delete: children,
  emphasis: children,
  footnoteDefinition: children,
  footnoteReference: leaf,
  heading: children,
  html: leaf,
  image: leaf,
  imageReference: leaf,
  inlineCode: leaf,
  link: children,
  linkReference: children,
  list: children,
  listItem: children,
  paragraph: children,
  strong: children,
  table: children,
  tableCell: children,
  tableRow: children,
  text: leaf,
  thematicBreak: leaf,
  toml: leaf,
  yaml: leaf,
});
