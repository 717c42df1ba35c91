/**
 * Autoscalers that go down to too few replicas.
 *
 * Why: at night a single pod is left, and the first drain takes the service away.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: autoscaling/v2
 * kind: HorizontalPodAutoscaler
 * metadata:
 *   name: api
 * spec:
 *   minReplicas: 1
 *   maxReplicas: 9
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: autoscaling/v2
 * kind: HorizontalPodAutoscaler
 * metadata:
 *   name: api
 * spec:
 *   minReplicas: 3
 *   maxReplicas: 9
 * ```
 *
 * Mend: raise `minReplicas`.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/autoscaler-minimum -- reason`
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
  onObjects(["HorizontalPodAutoscaler"], ({ root }, { minimum }) => {
    const least = root.at("spec", "minReplicas");
    if (!least.isMissing && !(typeof least.value === "number" && least.value < minimum)) return [];
    const says = `goes down to ${least.isMissing ? "one replica" : String(least.value)} where ${minimum} are the fewest`;
    return [{ place: least.place(), says, mend: "Raise `minReplicas`." }];
  }),
  optionsSchema,
);
