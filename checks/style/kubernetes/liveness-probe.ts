/**
 * Containers that nobody restarts when they hang.
 *
 * Why: a program that hangs keeps its place for ever, as only its end is noticed.
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
 *           livenessProbe:
 *             httpGet:
 *               path: /healthz
 *               port: 8080
 * ```
 *
 * Mend: add a `livenessProbe` that asks the program itself, not what it depends on.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/liveness-probe -- reason`
 */

import { kubernetesCheck } from "../../security/kubernetes/reading/kubernetes-check.ts";
import { missingProbe } from "../../security/kubernetes/reading/probes.ts";

export default kubernetesCheck(
  missingProbe("livenessProbe", "is not restarted when it hangs: it has no `livenessProbe`"),
);
