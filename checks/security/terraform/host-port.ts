/**
 * Containers that take a port of their machine.
 *
 * Why: only one of them fits on each machine, and the port is open to whoever reaches the machine.
 *
 * Bad (app/main.tf):
 * ```hcl
 * resource "kubernetes_pod" "api" {
 *   spec {
 *     container {
 *       name = "api"
 *
 *       port {
 *         container_port = 8080
 *         host_port      = 8080
 *       }
 *     }
 *   }
 * }
 * ```
 *
 * Good (app/main.tf):
 * ```hcl
 * resource "kubernetes_pod" "api" {
 *   spec {
 *     container {
 *       name = "api"
 *
 *       port {
 *         container_port = 8080
 *       }
 *     }
 *   }
 * }
 * ```
 *
 * Mend: reach it through a service.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/host-port -- reason`
 */

import { containers } from "./reading/kubernetes.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  containers((container) =>
    container.sections("port").list.flatMap((port) => {
      const reading = port.read("host_port");
      if (reading.state !== "known" || reading.value === 0) return [];
      return [
        { place: reading.place, says: "takes a port of its machine", mend: "Delete `host_port` and add a service." },
      ];
    }),
  ),
);
