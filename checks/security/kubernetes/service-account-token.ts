/**
 * Pods that carry a token for the API server.
 *
 * Why: most programs never call the API server, and whoever breaks in finds a way into the cluster ready to use.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   automountServiceAccountToken: false
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: set `automountServiceAccountToken: false` on the pod or its service account.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/service-account-token -- reason`
 */

import type { KubernetesObject } from "../../../languages/kubernetes/objects.ts";
import type { Section } from "../../../languages/kubernetes/section.ts";
import { kubernetesCheck, onPods } from "./reading/kubernetes-check.ts";

export default kubernetesCheck((object, options, all) =>
  onPods(({ spec }) => {
    const automount = spec.at("automountServiceAccountToken");
    const mend = "Set `automountServiceAccountToken: false` on the pod, or on its service account.";
    if (automount.value === true)
      return [{ place: automount.place(), says: "mounts a token for the API server", mend }];
    if (!automount.isMissing || accountRefuses(object, spec, all)) return [];
    return [{ place: automount.place(), says: "mounts a token for the API server, as nothing refuses it", mend }];
  })(object, options, all),
);

/** An account that lies elsewhere may refuse, too; where it is not here, the pod has to say it. */
function accountRefuses({ namespace }: KubernetesObject, spec: Section, all: readonly KubernetesObject[]): boolean {
  const name = spec.at("serviceAccountName").text() ?? spec.at("serviceAccount").text() ?? "default";
  return all.some(
    (other) =>
      other.kind === "ServiceAccount" &&
      other.name === name &&
      (other.namespace === namespace || other.namespace === undefined) &&
      other.root.at("automountServiceAccountToken").value === false,
  );
}
