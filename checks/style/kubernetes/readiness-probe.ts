/**
 * Containers that get traffic before they can answer.
 *
 * Why: every roll-out sends requests to programs that are still starting.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * spec:
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
 *   template:
 *     spec:
 *       containers:
 *         - name: api
 *           image: registry.example.com/api:1.4.2
 *           readinessProbe:
 *             httpGet:
 *               path: /ready
 *               port: 8080
 * ```
 *
 * Mend: add a `readinessProbe`.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/readiness-probe -- reason`
 */

import { kubernetesCheck } from "../../security/kubernetes/reading/kubernetes-check.ts";
import { missingProbe } from "../../security/kubernetes/reading/probes.ts";

export default kubernetesCheck(
  missingProbe("readinessProbe", "gets traffic before it can answer: it has no `readinessProbe`"),
);
