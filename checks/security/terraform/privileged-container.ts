/**
 * Containers that are root on their machine.
 *
 * Why: privileged mode, the host's namespaces or the Docker socket turn one broken program into the whole machine and all that runs on it.
 *
 * Bad (app/main.tf):
 * ```hcl
 * resource "kubernetes_pod" "agent" {
 *   metadata {
 *     name = "agent"
 *   }
 *
 *   spec {
 *     container {
 *       name  = "agent"
 *       image = "registry.example.com/agent:1.4.2"
 *
 *       security_context {
 *         privileged = true
 *       }
 *     }
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
 *     container {
 *       name  = "agent"
 *       image = "registry.example.com/agent:1.4.2"
 *
 *       security_context {
 *         privileged = false
 *       }
 *     }
 *   }
 * }
 * ```
 *
 * Mend: drop the privilege; grant the one capability that is needed.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/privileged-container -- reason`
 */

import { sectionsInText } from "./reading/json-text.ts";
import { containers } from "./reading/kubernetes.ts";
import { settings } from "./reading/settings.ts";
import type { Section } from "./reading/section.ts";
import { type Inspector, type Remark, terraformCheck } from "./reading/terraform-check.ts";

const says = "runs a privileged container, which is root on its machine";

/** Definitions of AWS are JSON: a list for ECS, one object for Batch. */
const definitions: readonly Inspector[] = (
  [
    ["aws_ecs_task_definition", "container_definitions"],
    ["aws_batch_job_definition", "container_properties"],
  ] as const
).map(([type, attribute]) => ({
  on: [type],
  inspect: ({ section }, module) =>
    sectionsInText(section.read(attribute), module).list.flatMap((definition) => privilegeAt(definition, "privileged")),
}));

export default terraformCheck(
  definitions,
  containers((container) =>
    container.sections("security_context").list.flatMap((context) => privilegeAt(context, "privileged")),
  ),
  settings([
    {
      on: ["kubernetes_pod_security_policy", "kubernetes_pod_security_policy_v1beta1"],
      path: "spec.privileged",
      avoid: true,
      says: "admits privileged containers",
      mend: "Set `privileged = false`.",
    },
  ]),
);

function privilegeAt(section: Section, name: string): readonly Remark[] {
  const reading = section.read(name);
  if (reading.state !== "known" || String(reading.value) !== "true") return [];
  return [{ place: reading.place, says, mend: "Drop the privilege." }];
}
