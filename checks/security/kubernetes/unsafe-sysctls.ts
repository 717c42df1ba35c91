/**
 * Kernel settings that reach beyond the pod.
 *
 * Why: an unsafe setting changes the node for all its pods, and most clusters refuse to start the pod.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   securityContext:
 *     sysctls:
 *       - name: kernel.msgmax
 *         value: "65536"
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
 *   securityContext:
 *     sysctls:
 *       - name: net.ipv4.tcp_syncookies
 *         value: "1"
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: delete it, or set it on the nodes that need it.
 *
 * Waive: `# plumbline-disable-next-line security/kubernetes/unsafe-sysctls -- reason`
 */

import { kubernetesCheck, onPods } from "./reading/kubernetes-check.ts";

const safe: ReadonlySet<string> = new Set([
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.ping_group_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_wmem",
]);

export default kubernetesCheck(
  onPods(({ spec }) =>
    spec
      .at("securityContext", "sysctls")
      .items()
      .flatMap((sysctl) => {
        const name = sysctl.at("name").text();
        if (name === undefined || safe.has(name)) return [];
        return [
          {
            place: sysctl.at("name").place(),
            says: `sets \`${name}\`, which is not safe to set in a pod`,
            mend: "Delete it, or set it on the nodes that need it.",
          },
        ];
      }),
  ),
);
