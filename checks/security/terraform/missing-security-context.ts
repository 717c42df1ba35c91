/**
 * Pods that say nothing about the rights they need.
 *
 * Why: without it a program runs as whatever its image says, most often as root.
 *
 * Bad (app/main.tf):
 * ```hcl
 * resource "kubernetes_pod" "api" {
 *   spec {
 *     container {
 *       name = "api"
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
 *       security_context {
 *         run_as_non_root = true
 *       }
 *     }
 *   }
 * }
 * ```
 *
 * Mend: add a `security_context`.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/missing-security-context -- reason`
 */

import { containers } from "./reading/kubernetes.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  containers((container) => {
    const { list, isWhole } = container.sections("security_context");
    if (list.length > 0 || !isWhole) return [];
    return [
      {
        place: container.place,
        says: "has a container without a `security_context`",
        mend: "Add one, with `run_as_non_root = true`.",
      },
    ];
  }),
);
