/** Reads declarations and references out of one parsed file of a Terraform module. */

import type { HclDocument, JsonDocument } from "../../parsed.ts";
import type { HclAttribute, HclBlock, HclBody, HclExpression } from "../tree.ts";
import { bodyOfJson } from "./json-body.ts";
import { fileRole } from "./paths.ts";
import { collectMentions, collectReferences, type ReferenceSink, type ReferenceSite } from "./references.ts";
import type {
  Declaration,
  DeclarationKind,
  FileSummary,
  Reference,
  SummaryAttribute,
  SummaryBlock,
} from "./summary.ts";

/** Never throws: of a file that does not parse, what could be recovered. */
export function summarizeFile(document: HclDocument | JsonDocument): FileSummary {
  const known = summaries.get(document);
  if (known) return known;
  const summary = summarize(document);
  summaries.set(document, summary);
  return summary;
}

/** Some twenty checks ask for the summary of one document. */
const summaries = new WeakMap<HclDocument | JsonDocument, FileSummary>();

function summarize(document: HclDocument | JsonDocument): FileSummary {
  const body = document.language === "hcl" ? document.tree.body : bodyOfJson(document.tree);
  const reading: Reading = { declarations: [], references: [], calls: [] };
  for (const item of body.items) if (item.type === "HclBlock") readBlock(item, reading);
  return {
    path: document.path,
    text: document.text,
    isOverride: fileRole(document.path) === "override",
    syntax: document.language === "hcl" ? "native" : "json",
    ...reading,
    isBroken: document.problems.length > 0 || document.unread !== undefined,
  };
}

interface Reading extends ReferenceSink {
  readonly declarations: Declaration[];
}

const kinds: ReadonlyMap<string, DeclarationKind> = new Map(
  (
    [
      "variable",
      "output",
      "resource",
      "data",
      "ephemeral",
      "module",
      "provider",
      "terraform",
      "moved",
      "import",
      "removed",
      "check",
    ] as const
  ).map((kind) => [kind, kind]),
);

function readBlock(block: HclBlock, reading: Reading, within?: number): void {
  if (block.blockType.name === "locals") return readLocals(block, reading);
  const kind = kinds.get(block.blockType.name) ?? "other";
  const labels = block.labels.map((label) => label.value);
  const owner = reading.declarations.length;
  const isTyped = kind === "resource" || kind === "data" || kind === "ephemeral";
  reading.declarations.push({
    kind,
    ...(isTyped ? { type: labels[0] ?? "" } : {}),
    name: labels.at(-1) ?? "",
    labels,
    place: block.header,
    whole: block.range,
    attributes: attributesOf(block.body),
    blocks: blocksOf(block.body),
    ...(within === undefined ? {} : { within }),
  });
  readBody(block.body, { kind, owner, within: "", bound: [] }, reading);
}

function readLocals({ body }: HclBlock, reading: Reading): void {
  for (const item of body.items) {
    if (item.type !== "HclAttribute") continue;
    const owner = reading.declarations.length;
    const { name, range } = item;
    const attributes = [summaryAttribute(item)];
    reading.declarations.push({
      kind: "local",
      name: name.name,
      labels: [],
      place: name.range,
      whole: range,
      attributes,
      blocks: [],
    });
    collectReferences(item.expression, { owner, within: "", use: "value", bound: [] }, reading);
  }
}

function attributesOf(body: HclBody): readonly SummaryAttribute[] {
  return body.items.flatMap((item) => (item.type === "HclAttribute" ? [summaryAttribute(item)] : []));
}

function summaryAttribute({ name, range, expression }: HclAttribute): SummaryAttribute {
  return { name: name.name, place: name.range, whole: range, expression };
}

function blocksOf(body: HclBody): readonly SummaryBlock[] {
  return body.items.flatMap((item) =>
    item.type !== "HclBlock"
      ? []
      : [
          {
            type: item.blockType.name,
            labels: item.labels.map((label) => label.value),
            place: item.header,
            whole: item.range,
            attributes: attributesOf(item.body),
            blocks: blocksOf(item.body),
          },
        ],
  );
}

interface BodySite {
  readonly kind: DeclarationKind;
  readonly owner: number;
  readonly within: string;
  readonly bound: readonly string[];
}

function readBody(body: HclBody, site: BodySite, reading: Reading): void {
  for (const item of body.items) {
    if (item.type === "HclAttribute") readAttribute(item, site, reading);
    else if (site.kind === "check" && item.blockType.name === "data") readBlock(item, reading, site.owner);
    else if (item.blockType.name === "dynamic") readDynamic(item, site, reading);
    else if (!(site.kind === "terraform" && item.blockType.name === "required_providers")) {
      readBody(item.body, { ...site, within: inside(site.within, item.blockType.name) }, reading);
    }
  }
}

/** Inside `content`, the iterator names the element; it is called like the block unless `iterator` says otherwise. */
function readDynamic({ labels, body }: HclBlock, site: BodySite, reading: Reading): void {
  const label = labels[0]?.value ?? "";
  const iterator = body.items.find((item) => item.type === "HclAttribute" && item.name.name === "iterator");
  const expression = iterator?.type === "HclAttribute" ? iterator.expression : undefined;
  const name = expression?.type === "HclTraversal" ? expression.root.name : label;
  const outside = { ...site, within: inside(site.within, label) };
  const bound = { ...outside, bound: [...site.bound, name] };
  for (const item of body.items) {
    if (item.type === "HclBlock") readBody(item.body, bound, reading);
    else if (item.name.name === "for_each") readAttribute(item, outside, reading);
    else if (item.name.name !== "iterator") readAttribute(item, bound, reading);
  }
}

function inside(within: string, name: string): string {
  return within === "" ? name : `${within}.${name}`;
}

function readAttribute({ name, expression }: HclAttribute, site: BodySite, reading: Reading): void {
  const within = inside(site.within, name.name);
  const use = useOf(site.kind, within);
  if (use === undefined) return;
  const reference: ReferenceSite = { owner: site.owner, within, use, bound: site.bound };
  if (use === "value") return collectReferences(expression, reference, reading);
  readAddresses(expression, reference, reading);
}

/** What is read of an attribute; `undefined` where its words are no references at all. */
function useOf(kind: DeclarationKind, within: string): Reference["use"] | undefined {
  const name = within.slice(within.lastIndexOf(".") + 1);
  if (within === "depends_on") return "address";
  switch (kind) {
    case "variable":
      return within === "type" ? undefined : "value";
    case "resource":
    case "data":
    case "ephemeral":
      if (within === "provider") return "provider";
      if (within === "lifecycle.ignore_changes") return undefined;
      if (within === "lifecycle.replace_triggered_by") return "value";
      return isProvisionerWord(within, name) ? undefined : "value";
    case "module":
      return within === "providers" ? "provider" : "value";
    case "moved":
      return "address";
    case "import":
      if (within === "provider") return "provider";
      return within === "to" ? "address" : "value";
    case "removed":
      if (within === "from") return "address";
      return isProvisionerWord(within, name) ? undefined : "value";
    default:
      return "value";
  }
}

function isProvisionerWord(within: string, name: string): boolean {
  return within.startsWith("provisioner.") && (name === "when" || name === "on_failure");
}

/** Names of things rather than values; also in quotes, as they were written once and are in JSON. */
function readAddresses(expression: HclExpression, site: ReferenceSite, reading: Reading): void {
  switch (expression.type) {
    case "HclTuple":
      for (const item of expression.items) readAddresses(item, site, reading);
      return;
    case "HclObject":
      for (const { value } of expression.items) readAddresses(value, site, reading);
      return;
    case "HclTemplate": {
      const [part] = expression.parts;
      if (expression.parts.length !== 1 || part?.type !== "HclText")
        return collectReferences(expression, site, reading);
      // A provider's default configuration is a bare name.
      if (site.use === "provider" && /^[\w-]+$/u.test(part.value)) {
        reading.references.push({ ...plain(site), root: part.value, path: [], place: expression.range });
        return;
      }
      return collectMentions(part.value, expression.range, site, reading);
    }
    default:
      return collectReferences(expression, site, reading);
  }
}

function plain({ owner, within, use }: ReferenceSite): Pick<Reference, "owner" | "within" | "use"> {
  return { owner, within, use };
}
