/**
 * Required providers that the module does not use.
 *
 * Why: every run downloads it, and its constraint keeps others from updating.
 *
 * A resource belongs to the provider that its type begins with, unless it names another one.
 *
 * Bad (network/versions.tf):
 * ```hcl
 * terraform {
 *   required_providers {
 *     random = {
 *       source  = "hashicorp/random"
 *       version = "~> 3.6"
 *     }
 *   }
 * }
 * ```
 *
 * Good (network/versions.tf):
 * ```hcl
 * terraform {
 *   required_providers {
 *     random = {
 *       source  = "hashicorp/random"
 *       version = "~> 3.6"
 *     }
 *   }
 * }
 *
 * resource "random_id" "suffix" {
 *   byte_length = 4
 * }
 * ```
 *
 * Mend: delete the line; a child module requires its own providers.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/unused-required-providers -- reason`
 */

import { placeIn } from "../../../languages/hcl/module/module.ts";
import { moduleCheck } from "./module/module-check.ts";
import { memberOf, providerUses, requirementsOf } from "./module/providers.ts";

export default moduleCheck({
  judge(module) {
    const used = new Set(providerUses(module).map(({ name }) => name));
    return requirementsOf(module)
      .filter(({ name, attribute }) => !used.has(name) && !memberOf(attribute.expression, "configuration_aliases"))
      .map(({ name, file, attribute }) => ({
        message: `The provider \`${name}\` is required and installed, and nothing in this module uses it.`,
        advice: "Delete the line, or leave it to the module that uses the provider.",
        at: placeIn(file, attribute.whole),
        evidence: name,
      }));
  },
});
