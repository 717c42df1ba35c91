/**
 * Deployments that nothing spreads over zones.
 *
 * Why: a zone that goes down takes every replica along.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
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
 *   template:
 *     spec:
 *       topologySpreadConstraints:
 *         - maxSkew: 1
 *           topologyKey: topology.kubernetes.io/zone
 *           whenUnsatisfiable: ScheduleAnyway
 *           labelSelector:
 *             matchLabels:
 *               app: api
 *       containers:
 *         - name: api
 *           image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: add `topologySpreadConstraints`.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/topology-spread -- reason`
 */

import { unknownValue } from "../../../languages/data.ts";
import { kubernetesCheck, onObjects } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onObjects(["Deployment"], ({ pod }) => {
    const spread = pod?.spec.at("topologySpreadConstraints");
    if (!spread || spread.value === unknownValue || spread.items().length > 0) return [];
    return [
      { place: spread.place(), says: "is spread over zones by nothing", mend: "Add `topologySpreadConstraints`." },
    ];
  }),
);
