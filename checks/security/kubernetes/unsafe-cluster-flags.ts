/**
 * Settings that open the cluster's own programs: API server, etcd, scheduler, controllers, kubelet.
 *
 * Why: whoever reaches an API server or a kubelet that asks nobody for a name owns the cluster, and no rule about
 * workloads helps.
 *
 * Bad (manifests/kube-apiserver.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: kube-apiserver
 *   namespace: kube-system
 * spec:
 *   containers:
 *     - name: kube-apiserver
 *       image: registry.k8s.io/kube-apiserver:v1.33.1
 *       command:
 *         - kube-apiserver
 *         - --authorization-mode=AlwaysAllow
 * ```
 *
 * Good (manifests/kube-apiserver.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: kube-apiserver
 *   namespace: kube-system
 * spec:
 *   containers:
 *     - name: kube-apiserver
 *       image: registry.k8s.io/kube-apiserver:v1.33.1
 *       command:
 *         - kube-apiserver
 *         - --authorization-mode=Node,RBAC
 * ```
 *
 * Mend: set the value that the advice names. Flags that are not set are not judged: their defaults differ between
 * versions and distributions.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/unsafe-cluster-flags -- reason`
 */

import type { Section } from "../../../languages/kubernetes/section.ts";
import { clusterSettings, type ClusterSetting } from "./reading/cluster-flags.ts";
import { both, kubernetesCheck, onContainers, onObjects, type Remark } from "./reading/kubernetes-check.ts";

export default kubernetesCheck(
  both(
    onContainers(({ section }) => {
      const words = [...section.at("command").items(), ...section.at("args").items()];
      const program = words[0]?.text()?.split("/").at(-1) ?? "";
      return clusterSettings
        .filter(({ programs }) => programs.includes(program))
        .flatMap((setting) => flagRemarks(words, setting));
    }),
    onObjects(["KubeletConfiguration"], ({ root }) =>
      clusterSettings.flatMap((setting) => fieldRemarks(root, setting)),
    ),
  ),
);

/** `--flag=value`, or `--flag` and its value as the next word; alone or before another flag it is `true`. */
function flagRemarks(words: readonly Section[], { flag, isUnsafe, so, mend }: ClusterSetting): readonly Remark[] {
  return words.flatMap((word, index) => {
    const text = word.text();
    if (text !== `--${flag}` && !text?.startsWith(`--${flag}=`)) return [];
    const next = words[index + 1]?.text();
    const value = text.includes("=")
      ? text.slice(text.indexOf("=") + 1)
      : (next?.startsWith("--") ?? true)
        ? "true"
        : next;
    if (value === undefined || value.includes("$(") || !isUnsafe(value)) return [];
    return [{ place: word.place(), says: `sets \`--${flag}\` to \`${value}\`, and so ${so}`, mend }];
  });
}

function fieldRemarks(root: Section, { field, isUnsafe, so, mend }: ClusterSetting): readonly Remark[] {
  if (field === undefined) return [];
  const section = root.at(...field);
  const value = Array.isArray(section.value) ? section.value.join(",") : section.value;
  if (!["string", "number", "boolean"].includes(typeof value) || !isUnsafe(String(value))) return [];
  return [{ place: section.place(), says: `sets \`${field.join(".")}\` to \`${String(value)}\`, and so ${so}`, mend }];
}
