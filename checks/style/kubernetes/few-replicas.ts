/**
 * Deployments that run in too few replicas.
 *
 * Why: a single pod is down during every drain, and often during every roll-out.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
 *   replicas: 1
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
 *       containers:
 *         - name: api
 *           image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: raise `replicas`, or leave it to an autoscaler.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/few-replicas -- reason`
 */

import { kubernetesCheck, onObjects } from "../../security/kubernetes/reading/kubernetes-check.ts";

interface Options {
  readonly minimum: number;
}

const optionsSchema = {
  type: "object",
  properties: {
    minimum: { type: "integer", minimum: 1, default: 3, description: "Fewer replicas than that are too few." },
  },
  required: ["minimum"],
  additionalProperties: false,
} as const;

export default kubernetesCheck<Options>(
  onObjects(["Deployment", "DeploymentConfig"], ({ root }, { minimum }) => {
    const replicas = root.at("spec", "replicas");
    if (typeof replicas.value !== "number" || replicas.value >= minimum || replicas.value === 0) return [];
    return [
      {
        place: replicas.place(),
        says: `runs in ${replicas.value} where ${minimum} are the fewest`,
        mend: "Raise `replicas`, or leave it to an autoscaler.",
      },
    ];
  }),
  optionsSchema,
);
