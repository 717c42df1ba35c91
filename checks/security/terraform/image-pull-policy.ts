/**
 * Containers that may run an older image of the same tag.
 *
 * Why: with `IfNotPresent` a machine runs what it fetched first, and two machines run two programs under one name.
 *
 * Tags that never move make it needless, so this rule is off by default.
 *
 * Bad (app/main.tf):
 * ```hcl
 * resource "kubernetes_pod" "api" {
 *   spec {
 *     container {
 *       name              = "api"
 *       image_pull_policy = "IfNotPresent"
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
 *       name              = "api"
 *       image_pull_policy = "Always"
 *     }
 *   }
 * }
 * ```
 *
 * Mend: pull always, or name images by digest.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/image-pull-policy -- reason`
 */

import { containers } from "./reading/kubernetes.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  containers((container) => {
    const policy = container.read("image_pull_policy");
    const image = container.read("image");
    const isPinned = image.state === "known" && typeof image.value === "string" && image.value.includes("@");
    if (policy.state === "unknown" || isPinned || (policy.state === "known" && policy.value === "Always")) return [];
    return [
      {
        place: policy.place,
        says: "may run an older image of the same tag",
        mend: 'Set `image_pull_policy = "Always"`.',
      },
    ];
  }),
);
