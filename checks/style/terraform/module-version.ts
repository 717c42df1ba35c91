/**
 * Modules from a registry without a version.
 *
 * Why: without a version the newest release is fetched, so the same code plans something else tomorrow.
 *
 * Bad (network/main.tf):
 * ```hcl
 * module "vpc" {
 *   source = "terraform-aws-modules/vpc/aws"
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * module "vpc" {
 *   source  = "terraform-aws-modules/vpc/aws"
 *   version = "~> 5.8"
 * }
 * ```
 *
 * Mend: add a `version` constraint.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/module-version -- reason`
 */

import type { XStatic } from "typebox/schema";
import { evaluate } from "../../../languages/hcl/evaluate.ts";
import { readModuleSource } from "../../../languages/hcl/module/module-source.ts";
import { attributeOf, declarationsOf, placeIn } from "../../../languages/hcl/module/module.ts";
import { moduleScope } from "../../../languages/hcl/module/scope.ts";
import { isExact, parseConstraint } from "../../../languages/hcl/version-constraint.ts";
import { moduleCheck } from "./module/module-check.ts";
import { booleanSetting } from "./module/tflint-settings.ts";

const optionsSchema = {
  type: "object",
  properties: {
    exact: { type: "boolean", default: false, description: "Ask for one exact version instead of any constraint." },
  },
  required: ["exact"],
  additionalProperties: false,
} as const;

export default moduleCheck<XStatic<typeof optionsSchema>>({
  options: optionsSchema,
  tflint: {
    rule: "terraform_module_version",
    follow: (settings, options) => ({ exact: booleanSetting(settings, "exact") ?? options.exact }),
  },
  toleratesGaps: true,
  judge(module, { exact }) {
    const scope = moduleScope(module);
    return declarationsOf(module, "module").flatMap((call) => {
      const source = attributeOf(call, "source");
      const address = source && evaluate(source.expression, scope);
      if (typeof address !== "string" || readModuleSource(address).kind !== "registry") return [];
      const version = attributeOf(call, "version");
      if (!version) {
        return [
          {
            message: `The module \`${call.name}\` comes from a registry without a version, so every \`init\` may fetch another one.`,
            advice: "Add a `version`.",
            at: placeIn(call.file, call.place),
          },
        ];
      }
      const constraint = evaluate(version.expression, scope);
      if (!exact || typeof constraint !== "string" || isExact(parseConstraint(constraint) ?? [])) return [];
      return [
        {
          message: `\`${constraint}\` allows more than one version of the module \`${call.name}\`.`,
          advice: "Name one version with all three numbers.",
          at: placeIn(call.file, version.whole),
        },
      ];
    });
  },
});
