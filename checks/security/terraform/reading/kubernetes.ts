/** Pods of the Kubernetes provider, wherever their template stands. */

import type { Resource } from "./module-view.ts";
import { sectionsAt } from "./settings.ts";
import type { Section } from "./section.ts";
import type { Inspector, Remark } from "./terraform-check.ts";

/** By type, the way to the pod's own section. */
const podPaths: ReadonlyMap<string, string> = new Map(
  [
    ["pod", "spec"],
    ["deployment", "spec.template.spec"],
    ["daemonset", "spec.template.spec"],
    ["daemon_set", "spec.template.spec"],
    ["stateful_set", "spec.template.spec"],
    ["replication_controller", "spec.template.spec"],
    ["job", "spec.template.spec"],
    ["cron_job", "spec.job_template.spec.template.spec"],
  ].flatMap(([kind, path]): [string, string][] =>
    ["", "_v1", "_v1beta1"].map((version) => [`kubernetes_${kind ?? ""}${version}`, path ?? ""]),
  ),
);

type JudgePod = (pod: Section, resource: Resource) => readonly Remark[];

export function pods(judge: JudgePod): readonly Inspector[] {
  return [...podPaths].map(([type, path]) => ({
    on: [type],
    inspect: (resource) => sectionsAt(resource.section, path).list.flatMap((pod) => judge(pod, resource)),
  }));
}

export function containers(judge: JudgePod): readonly Inspector[] {
  return pods((pod, resource) =>
    ["container", "init_container"].flatMap((name) =>
      pod.sections(name).list.flatMap((container) => judge(container, resource)),
    ),
  );
}
