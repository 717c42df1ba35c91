/** Pods wherever their template stands: bare, in workloads, in CronJobs, in custom resources that keep to the same form. */

import { isMapping, type Section } from "./section.ts";

export interface Pod {
  /** The pod's `spec`. */
  readonly spec: Section;
  /** The pod's `metadata`, which its labels and annotations stand in. */
  readonly metadata: Section;
  /** Containers and init containers, in the order of the text. */
  readonly containers: readonly Container[];
}

export interface Container {
  readonly section: Section;
  readonly name: string | undefined;
  readonly role: "main" | "init" | "ephemeral";
  /** An init container that keeps running beside the others. */
  readonly isSidecar: boolean;
}

const templates: ReadonlyMap<string, readonly string[]> = new Map([
  ["Pod", []],
  ["PodTemplate", ["template"]],
  ["CronJob", ["spec", "jobTemplate", "spec", "template"]],
  ["ScaledJob", ["spec", "jobTargetRef", "template"]],
]);

const workloads: ReadonlySet<string> = new Set([
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "ReplicationController",
  "Job",
  "DeploymentConfig",
]);

/** `undefined` for an object that makes no pods of its own. */
export function podsOf(kind: string, root: Section): Pod | undefined {
  const way = templates.get(kind) ?? ["spec", "template"];
  const template = root.at(...way);
  const spec = template.at("spec");
  if (!isMapping(spec.value)) return undefined;
  // Whoever calls something else `spec.template.spec` (a machine, a certificate) has no containers in it.
  const isPod = templates.has(kind) || workloads.has(kind) || Array.isArray(spec.at("containers").value);
  if (!isPod) return undefined;
  return {
    spec,
    metadata: template.at("metadata"),
    containers: [
      ...containersAt(spec, "initContainers", "init"),
      ...containersAt(spec, "containers", "main"),
      ...containersAt(spec, "ephemeralContainers", "ephemeral"),
    ],
  };
}

function containersAt(spec: Section, key: string, role: Container["role"]): readonly Container[] {
  return spec
    .at(key)
    .items()
    .filter((section) => isMapping(section.value))
    .map((section) => ({
      section,
      name: section.at("name").text(),
      role,
      isSidecar: role === "init" && section.at("restartPolicy").value === "Always",
    }));
}
