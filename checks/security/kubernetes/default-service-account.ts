/**
 * Pods that name the default service account.
 *
 * Why: all pods of a namespace that name no account share it, so what one of them is granted all of them get.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   serviceAccountName: default
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
 *   serviceAccountName: api
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: give the workload an account of its own.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/default-service-account -- reason`
 */

import { kubernetesCheck, onPods } from "./reading/kubernetes-check.ts";

export default kubernetesCheck(
  onPods(({ spec }) =>
    ["serviceAccountName", "serviceAccount"].flatMap((key) => {
      const account = spec.at(key);
      if (account.value !== "default") return [];
      return [
        {
          place: account.place(),
          says: "runs as the account `default`, which it shares with its whole namespace",
          mend: "Give it a service account of its own.",
        },
      ];
    }),
  ),
);
