/** The objects of a manifest, `List` opened, read once per document however many rules ask. */

import { dataOf, type Data } from "../data.ts";
import type { JsonDocument, ParsedDocument, YamlDocument } from "../parsed.ts";
import { dialectOf } from "../yaml/scalar.ts";
import { podsOf, type Pod } from "./pods.ts";
import { isMapping, sectionOf, type Section } from "./section.ts";

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** `undefined` where it is missing, generated or not known. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** "Deployment `web`", as a message names it. */
  readonly title: string;
  readonly root: Section;
  /** The pod that it makes, wherever its template stands. */
  readonly pod: Pod | undefined;
}

export type Manifest = YamlDocument | JsonDocument;

const read = new WeakMap<ParsedDocument, readonly KubernetesObject[]>();

/** Nothing of a text that does not parse: half an object would seem to lack the other half. */
export function objectsOf(document: Manifest): readonly KubernetesObject[] {
  const known = read.get(document);
  if (known) return known;
  const objects = document.problems.length > 0 || document.unread !== undefined ? [] : readObjects(document);
  read.set(document, objects);
  return objects;
}

function readObjects(document: Manifest): readonly KubernetesObject[] {
  return contentsOf(document).flatMap(objectsIn);
}

/** Of one document of a stream. */
export function objectsIn(data: Data): readonly KubernetesObject[] {
  return opened(sectionOf(data), 0);
}

function contentsOf(document: Manifest): readonly Data[] {
  if (document.language !== "yaml") return document.tree.content ? [dataOf(document.tree.content)] : [];
  const dialect = dialectOf(document.kind);
  return document.tree.documents.flatMap(({ content }) => (content ? [dataOf(content, dialect)] : []));
}

/** A list of lists is nothing that anybody writes; it is opened a little way and no further. */
function opened(root: Section, depth: number): readonly KubernetesObject[] {
  const kind = root.at("kind").text();
  const apiVersion = root.at("apiVersion").text();
  if (!isMapping(root.value) || kind === undefined || apiVersion === undefined) return [];
  if (kind.endsWith("List") && Array.isArray(root.at("items").value)) {
    return depth > 2
      ? []
      : root
          .at("items")
          .items()
          .flatMap((item) => opened(item, depth + 1));
  }
  const name = root.at("metadata", "name").text();
  return [
    {
      apiVersion,
      kind,
      name,
      namespace: root.at("metadata", "namespace").text(),
      title: name === undefined ? `This ${kind}` : `${kind} \`${name}\``,
      root,
      pod: podsOf(kind, root),
    },
  ];
}

/** The object's name in the text, else its kind. */
export function placeOfObject({ root }: KubernetesObject): readonly [number, number] {
  const name = root.at("metadata", "name");
  return typeof name.value === "string" ? name.place() : root.at("kind").place();
}

/** Without the version: `apps` of `apps/v1`, `""` of `v1`. */
export function groupOf({ apiVersion }: KubernetesObject): string {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}
