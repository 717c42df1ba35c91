/**
 * Containers without a request of CPU.
 *
 * Why: the scheduler puts such a pod on any node, however full, and it gets what the others leave.
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
 *         requests:
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
 *         requests:
 *           cpu: 100m
 * ```
 *
 * Mend: say what the program needs on an ordinary day.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/cpu-requests -- reason`
 */

import { requirementCheck } from "../../security/kubernetes/reading/requirement.ts";

export default requirementCheck("cpu", "requests");
