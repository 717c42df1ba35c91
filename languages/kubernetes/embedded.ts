/** Manifests that stand as text in a ConfigMap: read like any other, with their places in the file around them. */

import { openDocument } from "../../core/open-document.ts";
import type { Range } from "../../core/text.ts";
import { dataOf, type Data } from "../data.ts";
import type { ParsedDocument } from "../parsed.ts";
import { parseYamlDocument } from "../yaml/document.ts";
import { scalarOffsets } from "../yaml/scalar-offsets.ts";
import { type KubernetesObject, type Manifest, objectsIn, objectsOf } from "./objects.ts";
import type { Section } from "./section.ts";

export interface EmbeddedManifest {
  readonly data: Data;
  /** The text that it stands in. */
  readonly range: Range;
  /** "ConfigMap `templates`". */
  readonly holder: string;
}

/** Longer ones are data that happens to be YAML. */
const longestText = 500_000;
const mostManifests = 1_000;

const read = new WeakMap<ParsedDocument, readonly EmbeddedManifest[]>();

/** Plain ones alone: a text that does not parse, or that a template fills in, is whatever its reader makes of it. */
export function embeddedManifestsOf(document: Manifest): readonly EmbeddedManifest[] {
  const known = read.get(document);
  if (known) return known;
  const found = objectsOf(document)
    .filter(({ kind }) => kind === "ConfigMap")
    .flatMap(({ root, title }) =>
      root
        .at("data")
        .entries()
        .flatMap(([key, section]) => manifestsIn(document, key, section, title)),
    )
    .slice(0, mostManifests);
  read.set(document, found);
  return found;
}

/** Their objects, whose titles say where they stand. */
export function embeddedObjectsOf(document: Manifest): readonly KubernetesObject[] {
  return embeddedManifestsOf(document).flatMap(({ data, holder }) =>
    objectsIn(data).map((object) => ({ ...object, title: `${object.title} in ${holder}` })),
  );
}

function manifestsIn(document: Manifest, key: string, section: Section, holder: string): readonly EmbeddedManifest[] {
  const text = section.text();
  if (text === undefined || text.length > longestText || !/\.(?:ya?ml|json)$/iu.test(key)) return [];
  if (!/["']?apiVersion["']?\s*:/u.test(text) || !/["']?kind["']?\s*:/u.test(text)) return [];
  const inner = parseYamlDocument(openDocument("embedded.yaml", { kind: "text", text, byteOrderMark: false }));
  if (inner.problems.length > 0) return [];
  const range = section.place();
  const offset = scalarOffsets(document.text, range, text);
  // Kubernetes' own tools read YAML 1.1.
  return inner.tree.documents.flatMap(({ content }) =>
    content ? [{ data: placed(dataOf(content, "1.1"), offset), range, holder }] : [],
  );
}

function placed(data: Data, offset: (inner: number) => number): Data {
  const moved = ([start, end]: Range): Range => [offset(start), offset(end)];
  return {
    ...data,
    locate(pointer) {
      const place = data.locate(pointer);
      return place && { value: moved(place.value), ...(place.key && { key: moved(place.key) }) };
    },
  };
}
