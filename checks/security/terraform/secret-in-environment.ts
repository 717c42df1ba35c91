/**
 * Secrets that a container gets through its environment.
 *
 * Why: the environment is shown by every tool that describes the process and is copied into crash reports.
 *
 * Most images know no other way, so this rule is off by default.
 *
 * Bad (app/main.tf):
 * ```hcl
 * resource "kubernetes_pod" "api" {
 *   spec {
 *     container {
 *       name = "api"
 *
 *       env {
 *         name = "DATABASE_PASSWORD"
 *
 *         value_from {
 *           secret_key_ref {
 *             name = "database"
 *             key  = "password"
 *           }
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
 *       volume_mount {
 *         name       = "database"
 *         mount_path = "/run/secrets/database"
 *       }
 *     }
 *   }
 * }
 * ```
 *
 * Mend: mount the secret as a file.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/secret-in-environment -- reason`
 */

import { containers } from "./reading/kubernetes.ts";
import { sectionsAt } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  containers((container) =>
    [
      ...sectionsAt(container, "env.value_from.secret_key_ref").list,
      ...sectionsAt(container, "env_from.secret_ref").list,
    ].map(({ place }) => ({
      place,
      says: "gets a secret through its environment",
      mend: "Mount the secret as a file.",
    })),
  ),
);
