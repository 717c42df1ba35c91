/**
 * Containers with more rights than a program needs.
 *
 * Why: the default set is enough for nearly everything, and each right more is a way out for somebody who broke in.
 *
 * Bad (app/main.tf):
 * ```hcl
 * resource "kubernetes_pod" "api" {
 *   spec {
 *     container {
 *       name = "api"
 *
 *       security_context {
 *         capabilities {
 *           add = ["NET_ADMIN"]
 *         }
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
 *       security_context {
 *         capabilities {
 *           drop = ["ALL"]
 *         }
 *       }
 *     }
 *   }
 * }
 * ```
 *
 * Mend: drop all and add the one that is needed.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/container-rights -- reason`
 */

import { containers } from "./reading/kubernetes.ts";
import { sectionsAt } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  containers((container) =>
    sectionsAt(container, "security_context.capabilities").list.flatMap((capabilities) => {
      const added = capabilities.read("add");
      if (added.state !== "known" || !Array.isArray(added.value) || added.value.length === 0) return [];
      return [
        {
          place: added.place,
          says: "adds rights to a container",
          mend: "Delete `add`, or keep the one right that is needed.",
        },
      ];
    }),
  ),
);
