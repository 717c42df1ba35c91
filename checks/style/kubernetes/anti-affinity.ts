/**
 * Replicas that may all land on one node.
 *
 * Why: where nothing keeps replicas apart, one node that goes down takes the whole service along.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
 *   replicas: 3
 *   template:
 *     spec:
 *       containers:
 *         - name: api
 *           image: registry.example.com/api:1.4.2
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
 *   replicas: 3
 *   template:
 *     spec:
 *       topologySpreadConstraints:
 *         - maxSkew: 1
 *           topologyKey: kubernetes.io/hostname
 *           whenUnsatisfiable: ScheduleAnyway
 *           labelSelector:
 *             matchLabels:
 *               app: api
 *       containers:
 *         - name: api
 *           image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: add a topology spread constraint or a pod anti-affinity on `kubernetes.io/hostname`.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/anti-affinity -- reason`
 */

import { unknownValue } from "../../../languages/data.ts";
import type { Pod } from "../../../languages/kubernetes/pods.ts";
import type { Section } from "../../../languages/kubernetes/section.ts";
import { servingKinds } from "../../security/kubernetes/reading/kinds.ts";
import { kubernetesCheck, onObjects } from "../../security/kubernetes/reading/kubernetes-check.ts";
import { selects } from "../../security/kubernetes/reading/selectors.ts";

export default kubernetesCheck(
  onObjects(servingKinds, ({ root, pod }) => {
    const replicas = root.at("spec", "replicas");
    if (!pod || typeof replicas.value !== "number" || replicas.value < 2) return [];
    const spread = pod.spec.at("topologySpreadConstraints");
    const affinity = pod.spec.at("affinity", "podAntiAffinity");
    const isSpread = spread.value === unknownValue || spread.items().length > 0;
    if (isSpread || affinity.value === unknownValue || keepsApart(affinity, pod)) return [];
    return [
      {
        place: affinity.place(),
        says: `may run all ${replicas.value} replicas on one node`,
        mend: "Add a topology spread constraint or a pod anti-affinity.",
      },
    ];
  }),
);

/** A rule about other pods keeps nothing apart. */
function keepsApart(affinity: Section, { metadata }: Pod): boolean {
  const required = affinity.at("requiredDuringSchedulingIgnoredDuringExecution").items();
  const preferred = affinity.at("preferredDuringSchedulingIgnoredDuringExecution").items();
  const terms = [...required, ...preferred.map((each) => each.at("podAffinityTerm"))];
  return terms.some(
    (term) =>
      term.at("topologyKey").value !== undefined && selects(term.at("labelSelector"), metadata.at("labels")) !== false,
  );
}
