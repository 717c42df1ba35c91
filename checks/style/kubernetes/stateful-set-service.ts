/**
 * StatefulSets without a service of their own.
 *
 * Why: without `serviceName` its pods have no names in the DNS, which is what most of them need a StatefulSet for.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: StatefulSet
 * metadata:
 *   name: database
 * spec:
 *   replicas: 3
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: StatefulSet
 * metadata:
 *   name: database
 * spec:
 *   replicas: 3
 *   serviceName: database
 * ```
 *
 * Mend: name a headless Service in `serviceName`.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/stateful-set-service -- reason`
 */

import { kubernetesCheck, onObjects } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onObjects(["StatefulSet"], ({ root }) => {
    const service = root.at("spec", "serviceName");
    return service.isMissing
      ? [{ place: service.place(), says: "has no `serviceName`", mend: "Name a headless Service in `serviceName`." }]
      : [];
  }),
);
