/**
 * Resources that Terraform is told never to look at again.
 *
 * Why: with `ignore_changes = all`, the code stops saying what runs: an edit in it is reviewed, merged, applied, and changes nothing.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_instance" "proxy" {
 *   ami = "ami-0abc"
 *
 *   lifecycle {
 *     ignore_changes = all
 *   }
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_instance" "proxy" {
 *   ami = "ami-0abc"
 *
 *   lifecycle {
 *     ignore_changes = [user_data]
 *   }
 * }
 * ```
 *
 * Mend: list the arguments that somebody else owns; what nobody here owns belongs into a `data` source or out of the state.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/ignore-changes-all -- reason`
 */

import { placeIn } from "../../../languages/hcl/module/module.ts";
import { declarationCheck } from "./module/declaration-check.ts";
import { addressOf, ignoresEverything, lifecycleAttribute } from "./module/resources.ts";

export default declarationCheck({
  judge: (file) =>
    file.declarations.flatMap((resource) => {
      if (resource.kind !== "resource") return [];
      const ignored = lifecycleAttribute(resource, "ignore_changes");
      if (!ignored || !ignoresEverything(ignored)) return [];
      return [
        {
          message: `\`${addressOf(resource)}\` ignores every change, so its code no longer says what runs.`,
          advice: "List the arguments that somebody else changes, and only these.",
          at: placeIn(file, ignored.whole),
        },
      ];
    }),
});
