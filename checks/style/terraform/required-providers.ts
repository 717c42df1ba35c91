/**
 * Providers without a source or a version constraint.
 *
 * Why: a provider without a constraint is installed in its newest version, and a new major version changes or replaces resources unasked.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_vpc" "main" {
 *   cidr_block = "10.0.0.0/16"
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * terraform {
 *   required_providers {
 *     aws = {
 *       source  = "hashicorp/aws"
 *       version = "~> 6.0"
 *     }
 *   }
 * }
 *
 * resource "aws_vpc" "main" {
 *   cidr_block = "10.0.0.0/16"
 * }
 * ```
 *
 * Mend: list every provider in `required_providers`, with `source` and `version`.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/required-providers -- reason`
 */

import type { XStatic } from "typebox/schema";
import type { Finding } from "../../../core/finding.ts";
import { attributeOf, declarationsOf, placeIn, type TerraformModule } from "../../../languages/hcl/module/module.ts";
import { moduleCheck } from "./module/module-check.ts";
import { memberOf, providerUses, type Requirement, requirementsOf } from "./module/providers.ts";
import { booleanSetting } from "./module/tflint-settings.ts";
import { addSource, spellOut } from "./module/requirement-fix.ts";

const optionsSchema = {
  type: "object",
  properties: {
    source: { type: "boolean", default: true, description: "Ask where each provider comes from." },
    version: { type: "boolean", default: true, description: "Ask for a version constraint for each provider." },
  },
  required: ["source", "version"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

export default moduleCheck<Options>({
  options: optionsSchema,
  tflint: {
    rule: "terraform_required_providers",
    follow: (settings, options) => ({
      source: booleanSetting(settings, "source") ?? options.source,
      version: booleanSetting(settings, "version") ?? options.version,
    }),
  },
  fixable: true,
  judge: (module, options) => [
    ...requirementsOf(module).flatMap((requirement) => incomplete(requirement, options)),
    ...notRequired(module, options),
    ...versionsInProviders(module),
  ],
});

function incomplete(requirement: Requirement, { source, version }: Options): readonly Finding[] {
  const { name, file, attribute } = requirement;
  const { expression } = attribute;
  const at = placeIn(file, expression.range);
  if (expression.type === "HclTemplate") {
    if (!source) return [];
    const fix = spellOut(requirement);
    return [
      {
        message: `The provider \`${name}\` is required by a bare version, a form of Terraform 0.12 that does not say where it comes from.`,
        advice: "Write an object with `source` and `version`.",
        at,
        ...(fix && { fix }),
      },
    ];
  }
  if (expression.type !== "HclObject") return [];
  const missing = [
    ...(source && !memberOf(expression, "source") ? ["source"] : []),
    ...(version && !memberOf(expression, "version") ? ["version"] : []),
  ];
  if (missing.length === 0 || isForAliasesOnly(requirement)) return [];
  const fix = missing.includes("source") ? addSource(requirement) : undefined;
  return [
    {
      message: `The provider \`${name}\` is required without ${missing.map((key) => `\`${key}\``).join(" and ")}, so a run may install another one.`,
      advice: `Add ${missing.map((key) => `\`${key}\``).join(" and ")}.`,
      at,
      ...(fix && { fix }),
    },
  ];
}

/** The built-in provider may be named to receive aliases; there is nothing to install. */
function isForAliasesOnly({ name }: Requirement): boolean {
  return name === "terraform";
}

function notRequired(module: TerraformModule, { version }: Options): readonly Finding[] {
  if (!version) return [];
  const seen = new Set(requirementsOf(module).map(({ name }) => name));
  return providerUses(module).flatMap(({ name, file, place }) => {
    if (seen.has(name)) return [];
    seen.add(name);
    return [
      {
        message: `The provider \`${name}\` is used here and not listed in \`required_providers\`, so any version of it may be installed.`,
        advice: `Add \`${name}\` with \`source\` and \`version\` to \`required_providers\`.`,
        at: placeIn(file, place),
        evidence: name,
      },
    ];
  });
}

function versionsInProviders(module: TerraformModule): readonly Finding[] {
  return declarationsOf(module, "provider")
    .filter((provider) => attributeOf(provider, "version"))
    .map(({ name, file, place }) => ({
      message: `The version of the provider \`${name}\` is set in its \`provider\` block, where later versions of Terraform do not read it.`,
      advice: "Move `version` to `required_providers`.",
      at: placeIn(file, place),
    }));
}
