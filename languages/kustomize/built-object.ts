/** An object on its way through a build: the names it has borne, its namespace, the labels that were laid over it, the patches that may change it. */

import type { Range } from "../../core/text.ts";
import { groupOf, type KubernetesObject, placeOfObject } from "../kubernetes/objects.ts";
import type { Section } from "../kubernetes/section.ts";
import type { Generated, Kustomization } from "./kustomization.ts";

export interface BuiltObject {
  readonly kind: string;
  /** `""` for the core group. */
  readonly group: string;
  readonly version: string;
  /** Where it is written; a generated one has none of its own text. */
  readonly object?: KubernetesObject;
  /** Of a generated ConfigMap or Secret, where they are known. */
  readonly keys?: ReadonlySet<string> | undefined;
  readonly isGenerated: boolean;
  readonly path: string;
  readonly range: Range;
  /** At the level that was asked for; `undefined` where it is generated or patched. */
  readonly name: string | undefined;
  /** Whoever refers to it may use any of these. Empty: not known. */
  readonly names: ReadonlySet<string>;
  readonly namespace: string | undefined;
  readonly labels: readonly AddedLabels[];
  /** Texts of patches that may have changed it. */
  readonly patches: readonly string[];
}

/** Labels that a kustomization lays over everything it gathers. */
export interface AddedLabels {
  readonly pairs: Section;
  readonly inTemplates: boolean;
  readonly inSelectors: boolean;
}

export function builtFrom(object: KubernetesObject, path: string): BuiltObject {
  const { name, namespace, kind, apiVersion } = object;
  return {
    kind,
    group: groupOf(object),
    version: apiVersion.slice(apiVersion.indexOf("/") + 1),
    object,
    isGenerated: false,
    path,
    range: placeOfObject(object),
    name,
    names: new Set(name === undefined ? [] : [name]),
    namespace,
    labels: [],
    patches: [],
  };
}

export function builtFromGenerator(generated: Generated, path: string): BuiltObject {
  const { kind, name, namespace, keys, range } = generated;
  return {
    kind,
    group: "",
    version: "v1",
    isGenerated: true,
    keys,
    path,
    range,
    name,
    names: new Set([name]),
    namespace,
    labels: [],
    patches: [],
  };
}

/** Kinds without a namespace of their own. */
const clusterKinds: ReadonlySet<string> = new Set([
  "APIService",
  "CSIDriver",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "GatewayClass",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PodSecurityPolicy",
  "PriorityClass",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
]);

/** Kinds whose names Kustomize leaves as they are. */
const fixedNames: ReadonlySet<string> = new Set(["APIService", "CustomResourceDefinition", "Namespace"]);

export function isClusterKind(kind: string): boolean {
  return clusterKinds.has(kind);
}

/** What the transformers of one kustomization make of an object. */
export function transformed(built: BuiltObject, { root }: Kustomization): BuiltObject {
  const namespace = root.at("namespace");
  const isPlaced = !namespace.isMissing && !clusterKinds.has(built.kind);
  return {
    ...(built.kind === "Namespace" ? calledAfter(namespace, built) : renamed(built, root)),
    namespace: isPlaced ? namespace.text() : built.namespace,
    labels: [...built.labels, ...addedLabels(root)],
  };
}

/** A Namespace gets the name of the namespace that everything is put into. */
function calledAfter(namespace: Section, built: BuiltObject): BuiltObject {
  if (namespace.isMissing || built.group !== "") return built;
  const name = namespace.text();
  return { ...built, name, names: name === undefined ? new Set() : new Set([...built.names, name]) };
}

function renamed(built: BuiltObject, root: Section): BuiltObject {
  if (built.kind === "Namespace") return namedByNamespace(built, root.at("namespace"));
  const [prefix, suffix] = [root.at("namePrefix"), root.at("nameSuffix")];
  if ((prefix.isMissing && suffix.isMissing) || fixedNames.has(built.kind)) return built;
  const parts = [prefix, suffix].map((part) => (part.isMissing ? "" : part.text()));
  // A prefix that is filled in later makes names that nobody knows.
  if (built.name === undefined || parts.includes(undefined)) return { ...built, name: undefined, names: new Set() };
  const name = `${parts[0] ?? ""}${built.name}${parts[1] ?? ""}`;
  return { ...built, name, names: new Set([...built.names, name]) };
}

/** A Namespace that is put into a namespace becomes that one. */
function namedByNamespace(built: BuiltObject, namespace: Section): BuiltObject {
  if (namespace.isMissing) return built;
  const name = namespace.text();
  return { ...built, name, names: name === undefined ? new Set() : new Set([...built.names, name]) };
}

function addedLabels(root: Section): readonly AddedLabels[] {
  const common = root.at("commonLabels");
  const everywhere = common.isMissing ? [] : [{ pairs: common, inTemplates: true, inSelectors: true }];
  const others = root
    .at("labels")
    .items()
    .map((each) => {
      const inSelectors = each.at("includeSelectors").value === true;
      return {
        pairs: each.at("pairs"),
        inSelectors,
        inTemplates: inSelectors || each.at("includeTemplates").value === true || !each.at("fields").isMissing,
      };
    });
  return [...everywhere, ...others];
}
