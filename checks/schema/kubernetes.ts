/**
 * Keys and values of Kubernetes manifests that their kind does not have.
 *
 * Why: the API server refuses the object, or drops the key without a word, and either shows only when somebody rolls it out.
 *
 * Manifests are held against the schemas of the Kubernetes versions that the rule names (`kubernetesVersion`, the newest
 * by default; 1.31 and 1.35 are not offered, because no official client was published for them). Unknown keys, wrong types,
 * missing keys, unknown words, quantities and names that cannot be read are told. `status` is the server's own and is left
 * alone. Custom resources are held against their CustomResourceDefinition, where one is in the change, in a folder named
 * after CRDs, or in one of the folders under `crds`. A kind without a schema is listed as not checked; `skip` leaves kinds
 * out altogether. Patches of a `kustomization.yaml` may lack what their target has. Keys that stand twice are told by
 * `style/yaml/duplicate-keys`, and versions that are no longer served by `schema/kubernetes-api-versions`.
 *
 * Bad (k8s/service.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Service
 * metadata:
 *   name: api
 * spec:
 *   selectors:
 *     app: api
 *   ports:
 *     - port: "80"
 * ```
 *
 * Good (k8s/service.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Service
 * metadata:
 *   name: api
 * spec:
 *   selector:
 *     app: api
 *   ports:
 *     - port: 80
 * ```
 *
 * Mend: write the key or value that the message names.
 *
 * Waive: `# plumbline-disable-next-line schema/kubernetes -- reason`
 */

import type { XStatic } from "typebox/schema";

import type { FileCheck, FileContext, Observation } from "../../core/check.ts";
import type { Gap } from "../../core/finding.ts";
import { firstLine } from "./json-schema/contents.ts";
import { customSchemas } from "./kubernetes/custom-resources.ts";
import { gatherManifestFacts, manifestFactsOf } from "./kubernetes/gather.ts";
import { judge, type Remark } from "./kubernetes/judge.ts";
import {
  type Manifest,
  kubernetesVersions,
  mostFindings,
  readsManifests,
  waiting,
} from "./kubernetes/manifest-check.ts";
import { manifestsOf } from "./kubernetes/manifests.ts";

const optionsSchema = {
  type: "object",
  properties: {
    kubernetesVersion: {
      ...kubernetesVersions,
      description: "Versions of the clusters that the manifests are for; each manifest is held against all of them.",
    },
    crds: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Folders or files with CustomResourceDefinitions, beside those whose path says so.",
    },
    skip: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Kinds that are not looked at, as `Kind` or `group/version/Kind`.",
    },
  },
  required: ["kubernetesVersion", "crds", "skip"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

const check: FileCheck<Options, Manifest> = {
  ...readsManifests,
  options: optionsSchema,
  gather: (documents, trees, { options }) => gatherManifestFacts(documents, trees, options.crds),
  look,
};
export default check;

async function look(document: Manifest, { options, facts }: FileContext<Options>): Promise<Observation> {
  const { path } = document;
  const wait = waiting(document);
  if (wait !== undefined) return wait;
  const { definitions, isPatch, filledIn } = manifestFactsOf(facts);
  const custom = customSchemas(definitions);
  const gaps = new Map<string, Gap>(custom.gaps.map((gap) => [gap.reason, { path, ...gap }]));
  const remarks: Remark[] = [];
  for (const { content, data, resources, isPart } of manifestsOf(document)) {
    for (const resource of resources) {
      const verdict = await judge(resource, data, {
        ...options,
        custom: custom.schemas,
        isPatch: isPatch || isPart,
        filledIn,
      });
      remarks.push(...verdict.remarks.map((remark) => ({ ...remark, range: remark.range ?? content.range })));
      if (verdict.gap !== undefined && !isPart)
        gaps.set(verdict.gap, { path, reason: verdict.gap, cause: "unsupported" });
    }
    if (remarks.length >= mostFindings) break;
  }
  return { findings: findingsOf(remarks, document, options.kubernetesVersion), gaps: [...gaps.values()] };
}

/** One finding for all versions; where not all of them agree, it says which do. */
function findingsOf(remarks: readonly Remark[], { path, lines }: Manifest, versions: readonly string[]) {
  const places = new Map<string, Remark[]>();
  for (const remark of remarks) {
    const key = `${remark.range?.[0] ?? 0} ${remark.message}`;
    const same = places.get(key);
    if (same === undefined) places.set(key, [remark]);
    else same.push(remark);
  }
  return [...places.values()].slice(0, mostFindings).flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const named = [...new Set(same.flatMap(({ version }) => version ?? []))];
    const isEverywhere = named.length === 0 || named.length === versions.length;
    const message = isEverywhere ? first.message : first.message.replace(/\.$/u, ` (Kubernetes ${named.join(", ")}).`);
    return [{ message, advice: first.advice, at: { path, range: firstLine(first.range ?? [0, 0], lines) } }];
  });
}
