/**
 * Containers whose programs may gain rights.
 *
 * Why: a program that was started without rights can take them from a file on its disk.
 *
 * Bad (app/main.tf):
 * ```hcl
 * resource "kubernetes_pod" "api" {
 *   spec {
 *     container {
 *       name = "api"
 *
 *       security_context {
 *         allow_privilege_escalation = true
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
 *         allow_privilege_escalation = false
 *       }
 *     }
 *   }
 * }
 * ```
 *
 * Mend: set it to false.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/rights-escalation -- reason`
 */

import { containers } from "./reading/kubernetes.ts";
import { settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const mend = "Set `allow_privilege_escalation = false`.";

export default terraformCheck(
  containers((container) =>
    container.sections("security_context").list.flatMap((context) => {
      const reading = context.read("allow_privilege_escalation");
      if (reading.state !== "known" || String(reading.value) !== "true") return [];
      return [{ place: reading.place, says: "lets the programs of a container gain rights", mend }];
    }),
  ),
  settings([
    {
      on: ["kubernetes_pod_security_policy", "kubernetes_pod_security_policy_v1beta1"],
      path: "spec.allow_privilege_escalation",
      avoid: true,
      says: "lets programs gain rights",
      mend,
    },
  ]),
);
