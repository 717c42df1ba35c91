/**
 * Labels that Kubernetes does not take.
 *
 * Why: the API server refuses the whole object.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: ConfigMap
 * metadata:
 *   name: api
 *   labels:
 *     team: "payments & billing"
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: ConfigMap
 * metadata:
 *   name: api
 *   labels:
 *     team: payments
 * ```
 *
 * Mend: use letters, digits, `-`, `_` and `.`, at most 63 of them.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/invalid-labels -- reason`
 */

import { kubernetesCheck, onObjects } from "../../security/kubernetes/reading/kubernetes-check.ts";

const labelValue = /^(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/u;

export default kubernetesCheck(
  onObjects([], ({ root }) =>
    root
      .at("metadata", "labels")
      .entries()
      .flatMap(([key, section]) => {
        const value = section.text();
        if (value === undefined || labelValue.test(value)) return [];
        return [
          {
            place: section.place(),
            says: `has the label \`${key}\`, whose value Kubernetes does not take`,
            mend: "Use letters, digits, `-`, `_` and `.`, at most 63 of them.",
          },
        ];
      }),
  ),
);
