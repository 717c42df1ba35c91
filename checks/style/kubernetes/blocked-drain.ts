/**
 * Disruption budgets that let no pod go.
 *
 * Why: a node with such a pod can never be drained, so upgrades of the cluster hang until somebody deletes the budget.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: policy/v1
 * kind: PodDisruptionBudget
 * metadata:
 *   name: api
 * spec:
 *   maxUnavailable: 0
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: policy/v1
 * kind: PodDisruptionBudget
 * metadata:
 *   name: api
 * spec:
 *   maxUnavailable: 1
 * ```
 *
 * Mend: let at least one pod go.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/blocked-drain -- reason`
 */

import type { KubernetesObject } from "../../../languages/kubernetes/objects.ts";
import type { Section } from "../../../languages/kubernetes/section.ts";
import { servingKinds } from "../../security/kubernetes/reading/kinds.ts";
import { kubernetesCheck, onObjects } from "../../security/kubernetes/reading/kubernetes-check.ts";
import { selects } from "../../security/kubernetes/reading/selectors.ts";

export default kubernetesCheck(
  onObjects(["PodDisruptionBudget"], (budget, _options, all) => {
    const { root } = budget;
    const most = root.at("spec", "maxUnavailable");
    const least = root.at("spec", "minAvailable");
    const mend = "Let at least one pod go: `maxUnavailable: 1`.";
    if (most.value === 0 || most.value === "0" || most.value === "0%") {
      return [{ place: most.place(), says: "lets no pod go, so its nodes cannot be drained", mend }];
    }
    if (least.value === "100%")
      return [{ place: least.place(), says: "keeps every pod, so its nodes cannot be drained", mend }];
    const allowed = mostKept(budget, all);
    if (allowed === undefined || typeof least.value !== "number" || least.value <= allowed) return [];
    return [
      {
        place: least.place(),
        says: `keeps ${least.value} pods of a workload that may have no more, so its nodes cannot be drained`,
        mend,
      },
    ];
  }),
);

/** How many pods a budget may keep of the one workload in this file that it is for; nothing where that is not written down. */
function mostKept(budget: KubernetesObject, all: readonly KubernetesObject[]): number | undefined {
  const selector = budget.root.at("spec", "selector");
  const [workload, ...others] = all.filter(
    ({ pod, namespace, kind }) =>
      pod &&
      servingKinds.includes(kind) &&
      namespace === budget.namespace &&
      selects(selector, pod.metadata.at("labels")) === true,
  );
  if (!workload || others.length > 0) return undefined;
  const scaler = all.find(
    ({ kind, namespace, root }) =>
      kind === "HorizontalPodAutoscaler" &&
      namespace === workload.namespace &&
      root.at("spec", "scaleTargetRef", "name").value === workload.name &&
      root.at("spec", "scaleTargetRef", "kind").value === workload.kind,
  );
  // An autoscaler at its minimum may still add a pod before one has to go.
  if (scaler) return numberAt(scaler.root.at("spec", "minReplicas"));
  const replicas = numberAt(workload.root.at("spec", "replicas"));
  return replicas === undefined || replicas === 0 ? undefined : replicas - 1;
}

function numberAt({ value }: Section): number | undefined {
  return typeof value === "number" ? value : undefined;
}
