/**
 * Containers without a limit of CPU.
 *
 * Why: one busy container takes the time of all others on its node.
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
 *       resources:
 *         limits:
 *           memory: 128Mi
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 *       resources:
 *         limits:
 *           cpu: 100m
 * ```
 *
 * Mend: set a limit, or a quota on the namespace.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/cpu-limits -- reason`
 */

import { requirementCheck } from "../../security/kubernetes/reading/requirement.ts";

export default requirementCheck("cpu", "limits");
