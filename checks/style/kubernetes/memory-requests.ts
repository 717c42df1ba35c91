/**
 * Containers without a request of memory.
 *
 * Why: the scheduler puts such a pod on any node, however full, and it is the first to be killed there.
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
 *           cpu: 100m
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
 *           memory: 128Mi
 * ```
 *
 * Mend: say what the program needs on an ordinary day.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/memory-requests -- reason`
 */

import { requirementCheck } from "../../security/kubernetes/reading/requirement.ts";

export default requirementCheck("memory", "requests");
