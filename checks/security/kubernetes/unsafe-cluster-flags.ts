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

function flagRemarks(words: readonly Section[], { flag, isUnsafe, so, mend }: ClusterSetting): readonly Remark[] {
  return words.flatMap((word, index) => {
    const value = valueOfFlag(flag, word.text(), words[index + 1]?.text());
    if (value === undefined || value.includes("$(") || !isUnsafe(value)) return [];
    return [{ place: word.place(), says: `sets \`--${flag}\` to \`${value}\`, and so ${so}`, mend }];
  });
}

/** `--flag=value`, or `--flag` and its value as the next word; alone or before another flag it is `true`. */
function valueOfFlag(flag: string, word: string | undefined, next: string | undefined): string | undefined {
  if (word?.startsWith(`--${flag}=`)) return word.slice(`--${flag}=`.length);
  if (word !== `--${flag}`) return undefined;
  return next === undefined || next.startsWith("--") ? "true" : next;
}

function fieldRemarks(root: Section, { field, isUnsafe, so, mend }: ClusterSetting): readonly Remark[] {
  if (field === undefined) return [];
  const section = root.at(...field);
  const value = Array.isArray(section.value) ? section.value.join(",") : section.value;
  if (!["string", "number", "boolean"].includes(typeof value) || !isUnsafe(String(value))) return [];
  return [{ place: section.place(), says: `sets \`${field.join(".")}\` to \`${String(value)}\`, and so ${so}`, mend }];
}
