/**
 * Roll-outs that take every replica down at once.
 *
 * Why: while new pods start nobody answers, on every deployment.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
 *   replicas: 3
 *   strategy:
 *     type: Recreate
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
 *   strategy:
 *     type: RollingUpdate
 *   template:
 *     spec:
 *       containers:
 *         - name: api
 *           image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: use `RollingUpdate`, unless two versions must never run side by side.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/rollout-strategy -- reason`
 */

import { kubernetesCheck, onObjects } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onObjects(["Deployment", "DeploymentConfig"], ({ root }) => {
    const type = root.at("spec", "strategy", "type");
    const name = type.text();
    if (name !== undefined && name !== "RollingUpdate" && name !== "Rolling") {
      return [
        {
          place: type.place(),
          says: `is rolled out by \`${name}\`, so nobody answers meanwhile`,
          mend: "Use `RollingUpdate`.",
        },
      ];
    }
    const most = root.at("spec", "strategy", "rollingUpdate", "maxUnavailable");
    if (most.value !== "100%") return [];
    return [{ place: most.place(), says: "takes every replica down at once", mend: "Lower `maxUnavailable`." }];
  }),
);
