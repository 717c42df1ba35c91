/**
 * Databases, buckets, volumes and other data that nothing keeps Terraform from deleting.
 *
 * Why: a renamed resource or a changed argument can mean "destroy and create"; with protection the run stops, without it the data is gone.
 *
 * Protection is `prevent_destroy`, or the argument with which the service itself refuses deletion (`deletion_protection`). The value
 * of a variable is not known and not told.
 *
 * Bad (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   instance_class = "db.m6g.large"
 * }
 * ```
 *
 * Good (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   instance_class      = "db.m6g.large"
 *   deletion_protection = true
 * }
 * ```
 *
 * Mend: switch on the service's deletion protection, or write `prevent_destroy = true` into `lifecycle`.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/unprotected-state -- reason`
 */

import type { XStatic } from "typebox/schema";
import { attributeOf, placeIn } from "../../../languages/hcl/module/module.ts";
import type { Declaration } from "../../../languages/hcl/module/summary.ts";
import type { Value } from "../../../languages/hcl/value.ts";
import { declarationCheck } from "./module/declaration-check.ts";
import { addressOf, lifecycleAttribute, literalValue } from "./module/resources.ts";
import { type StatefulType, statefulTypes } from "./state/stateful-types.ts";

const optionsSchema = {
  type: "object",
  properties: {
    types: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "More types of resources that hold data, beside the ones that are known.",
    },
  },
  required: ["types"],
  additionalProperties: false,
} as const;

const onlyByTerraform: StatefulType = {
  holds: "data",
  protectedBy: [],
  isProtected: false,
  replacedBy: [],
  defaults: new Map(),
};

export default declarationCheck<XStatic<typeof optionsSchema>>({
  options: optionsSchema,
  judge: (file, { types }) =>
    file.declarations.flatMap((resource) => {
      if (resource.kind !== "resource" || resource.type === undefined) return [];
      const known = statefulTypes.get(resource.type) ?? (types.includes(resource.type) ? onlyByTerraform : undefined);
      if (!known || !isUnprotected(resource, known) || isCopy(resource)) return [];
      return [
        {
          message: `Nothing keeps Terraform from deleting the ${known.holds} \`${addressOf(resource)}\` with its content.`,
          advice: adviceFor(known),
          at: placeIn(file, resource.place),
        },
      ];
    }),
});

function isUnprotected(resource: Declaration, { protectedBy, isProtected }: StatefulType): boolean {
  const prevents = lifecycleAttribute(resource, "prevent_destroy");
  if (prevents && literalValue(prevents.expression) !== false) return false;
  const count = attributeOf(resource, "count");
  if (count && literalValue(count.expression) === 0) return false;
  const values = protectedBy.flatMap((name): readonly Value[] => {
    const argument = attributeOf(resource, name);
    return argument ? [literalValue(argument.expression)] : [];
  });
  return values.length === 0 ? !isProtected : values.every(isOff);
}

/** Booleans, and the words of services that have three states. */
function isOff(value: Value): boolean {
  return value === false || value === "false" || value === "INACTIVE" || value === "DELETE_PROTECTION_DISABLED";
}

/** A read replica: its data is somewhere else. */
function isCopy(resource: Declaration): boolean {
  return ["replicate_source_db", "master_instance_name"].some((name) => attributeOf(resource, name) !== undefined);
}

function adviceFor({ protectedBy }: StatefulType): string {
  const [argument] = protectedBy;
  const byTerraform = "write `lifecycle { prevent_destroy = true }`";
  if (argument === undefined) return "Write `lifecycle { prevent_destroy = true }`.";
  return `Set \`${argument}\`, or ${byTerraform}.`;
}
