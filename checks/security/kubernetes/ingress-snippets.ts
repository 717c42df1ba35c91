/**
 * Annotations that write configuration of the proxy.
 *
 * Why: whoever writes a snippet runs code in the proxy, which sees the traffic and certificates of every namespace.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: networking.k8s.io/v1
 * kind: Ingress
 * metadata:
 *   name: api
 *   annotations:
 *     nginx.ingress.kubernetes.io/server-snippet: "return 200;"
 * spec: {}
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: networking.k8s.io/v1
 * kind: Ingress
 * metadata:
 *   name: api
 *   annotations:
 *     nginx.ingress.kubernetes.io/proxy-body-size: 8m
 * spec: {}
 * ```
 *
 * Mend: use the annotation that is made for the purpose.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/ingress-snippets -- reason`
 */

import { kubernetesCheck, onObjects } from "./reading/kubernetes-check.ts";

export default kubernetesCheck(
  onObjects(["Ingress"], ({ root }) =>
    root
      .at("metadata", "annotations")
      .entries()
      .filter(([key]) => /^nginx\.(?:org|ingress\.kubernetes\.io)\/(?:.*-)?snippets?$/u.test(key))
      .map(([key, section]) => ({
        place: section.place(),
        says: `writes the proxy's configuration in \`${key}\``,
        mend: "Use the annotation that is made for the purpose.",
      })),
  ),
);
