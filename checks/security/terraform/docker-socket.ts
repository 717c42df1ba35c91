/**
 * Containers that command the container engine of their machine.
 *
 * Why: whoever reaches the socket starts a container with everything mounted, and owns the machine.
 *
 * Bad (app/main.tf):
 * ```hcl
 * resource "kubernetes_pod" "builder" {
 *   spec {
 *     volume {
 *       name = "socket"
 *
 *       host_path {
 *         path = "/var/run/docker.sock"
 *       }
 *     }
 *   }
 * }
 * ```
 *
 * Good (app/main.tf):
 * ```hcl
 * resource "kubernetes_pod" "builder" {
 *   spec {
 *     volume {
 *       name = "scratch"
 *
 *       empty_dir {}
 *     }
 *   }
 * }
 * ```
 *
 * Mend: build images with a tool that needs no engine.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/docker-socket -- reason`
 */

import { pods } from "./reading/kubernetes.ts";
import { sectionsAt } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  pods((pod) =>
    sectionsAt(pod, "volume.host_path").list.flatMap((volume) => {
      const path = volume.read("path");
      if (path.state !== "known" || path.value !== "/var/run/docker.sock") return [];
      return [{ place: path.place, says: "mounts the socket of the container engine", mend: "Do without the socket." }];
    }),
  ),
);
