/**
 * Environment variables that are set twice in one container.
 *
 * Why: the last one silently wins, so half of what a reviewer reads is not what runs.
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
 *       env:
 *         - name: PORT
 *           value: "8080"
 *         - name: PORT
 *           value: "9090"
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
 *       env:
 *         - name: PORT
 *           value: "8080"
 *         - name: ADMIN_PORT
 *           value: "9090"
 * ```
 *
 * Mend: keep the one that is meant.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/duplicate-variables -- reason`
 */

import { kubernetesCheck, onContainers } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onContainers(({ section }) => {
    const seen = new Set<string>();
    return section
      .at("env")
      .items()
      .flatMap((variable) => {
        const name = variable.at("name").text();
        if (name === undefined) return [];
        if (seen.has(name))
          return [
            {
              place: variable.at("name").place(),
              says: `sets \`${name}\` twice, and this one wins`,
              mend: "Keep the one that is meant.",
            },
          ];
        seen.add(name);
        return [];
      });
  }),
);
