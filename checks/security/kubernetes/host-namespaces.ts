/**
 * Pods that share their node's processes, network or memory.
 *
 * Why: in its host's namespaces a pod sees the traffic, processes and shared memory of everything else on the node.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   hostPID: true
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   hostPID: false
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: delete the setting; use a Service, a host port or a sidecar instead.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/host-namespaces -- reason`
 */

import { kubernetesCheck, onPods } from "./reading/kubernetes-check.ts";

const shared = [
  ["hostNetwork", "shares the network of its node"],
  ["hostPID", "sees every process of its node"],
  ["hostIPC", "shares the memory of its node's processes"],
] as const;

export default kubernetesCheck(
  onPods(({ spec }) =>
    shared.flatMap(([key, says]) => {
      const section = spec.at(key);
      return section.value === true ? [{ place: section.place(), says, mend: `Delete \`${key}\`.` }] : [];
    }),
  ),
);
