/**
 * Containers that share what belongs to their machine.
 *
 * Why: in the machine's namespaces, on its ports or with its Docker socket, a broken program reaches its neighbours.
 *
 * Agents of logs and networks need it, so this rule is off by default.
 *
 * Bad (app/main.tf):
 * ```hcl
 * resource "kubernetes_pod" "agent" {
 *   metadata {
 *     name = "agent"
 *   }
 *
 *   spec {
 *     host_network = true
 *   }
 * }
 * ```
 *
 * Good (app/main.tf):
 * ```hcl
 * resource "kubernetes_pod" "agent" {
 *   metadata {
 *     name = "agent"
 *   }
 *
 *   spec {
 *     host_network = false
 *   }
 * }
 * ```
 *
 * Mend: give the pod a service or a volume of its own.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/host-access -- reason`
 */

import { pods } from "./reading/kubernetes.ts";
import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const namespaces = ["host_network", "host_pid", "host_ipc"];

export default terraformCheck(
  pods((pod) =>
    namespaces.flatMap((name) => {
      const reading = pod.read(name);
      if (reading.state !== "known" || String(reading.value) !== "true") return [];
      return [
        {
          place: reading.place,
          says: `shares its machine's \`${name.slice("host_".length)}\``,
          mend: `Set \`${name} = false\`.`,
        },
      ];
    }),
  ),
  settings([
    ...namespaces.map((name) => ({
      on: ["kubernetes_pod_security_policy", "kubernetes_pod_security_policy_v1beta1"],
      path: `spec.${name}`,
      avoid: true,
      says: `admits pods that share their machine's \`${name.slice("host_".length)}\``,
      mend: `Set \`${name} = false\`.`,
    })),
    {
      on: "aws_ecs_task_definition",
      path: "pid_mode",
      avoid: "host",
      says: "shares its machine's processes",
      mend: "Delete `pid_mode`.",
    },
    {
      on: "aws_ecs_task_definition",
      path: "network_mode",
      avoid: "host",
      says: "shares its machine's network",
      mend: 'Set `network_mode = "awsvpc"`.',
    },
  ]),
);
