/** The objects of a document, read once however many checks ask. */

import { dataOf, type Data } from "../../../languages/data.ts";
import type { JsonDocument, YamlDocument } from "../../../languages/parsed.ts";
import { contentsOf } from "../json-schema/contents.ts";
import { resourcesOf, type Resource } from "./resources.ts";

type Content = ReturnType<typeof contentsOf>[number];

/** One document of a stream. */
export interface Manifest {
  readonly content: Content;
  readonly data: Data;
  readonly resources: readonly Resource[];
}

const read = new WeakMap<YamlDocument | JsonDocument, readonly Manifest[]>();

export function manifestsOf(document: YamlDocument | JsonDocument): readonly Manifest[] {
  const known = read.get(document);
  if (known !== undefined) return known;
  const manifests = contentsOf(document).map((content) => {
    // Kubernetes' own tools read YAML 1.1.
    const data = dataOf(content, "1.1");
    return { content, data, resources: resourcesOf(data.value) };
  });
  read.set(document, manifests);
  return manifests;
}
