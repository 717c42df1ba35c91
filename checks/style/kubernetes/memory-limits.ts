/**
 * Containers without a limit of memory.
 *
 * Why: a leak takes the memory of the whole node, and the kernel kills whom it likes.
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
 *         limits:
 *           memory: 128Mi
 * ```
 *
 * Mend: set a limit a little above what the program needs at its worst.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/memory-limits -- reason`
 */

import { requirementCheck } from "../../security/kubernetes/reading/requirement.ts";

export default requirementCheck("memory", "limits");
