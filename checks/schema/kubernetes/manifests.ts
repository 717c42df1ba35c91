/** The objects of a document, those in its ConfigMaps included, read once however many checks ask. */

import type { Range } from "../../../core/text.ts";
import { dataOf, type Data } from "../../../languages/data.ts";
import { embeddedManifestsOf } from "../../../languages/kubernetes/embedded.ts";
import type { JsonDocument, YamlDocument } from "../../../languages/parsed.ts";
import { contentsOf } from "../json-schema/contents.ts";
import { resourcesOf, type Resource } from "./resources.ts";

/** One document of a stream. */
export interface Manifest {
  readonly content: { readonly range: Range };
  readonly data: Data;
  readonly resources: readonly Resource[];
  /** It stands in a ConfigMap: whoever reads it may complete it. */
  readonly isPart: boolean;
}

const read = new WeakMap<YamlDocument | JsonDocument, readonly Manifest[]>();

export function manifestsOf(document: YamlDocument | JsonDocument): readonly Manifest[] {
  const known = read.get(document);
  if (known !== undefined) return known;
  const own = contentsOf(document).map((content) => {
    // Kubernetes' own tools read YAML 1.1.
    const data = dataOf(content, "1.1");
    return { content, data, resources: resourcesOf(data.value), isPart: false };
  });
  const embedded = embeddedManifestsOf(document).map(({ data, range }) => ({
    content: { range },
    data,
    resources: resourcesOf(data.value).filter(({ apiVersion, kind }) => apiVersion !== undefined && kind !== undefined),
    isPart: true,
  }));
  const manifests = [...own, ...embedded];
  read.set(document, manifests);
  return manifests;
}
