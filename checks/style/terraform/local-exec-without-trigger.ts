/**
 * Provisioners that run once and never again, or on every run.
 *
 * Why: without triggers, an edit of the command is reviewed, merged, applied, and nothing runs; with `timestamp()` as a trigger, every apply runs it, whatever it was for.
 *
 * Asked of `null_resource` and `terraform_data`, which exist for their provisioners alone. A provisioner with `when = destroy` needs no trigger.
 *
 * Bad (database/schema.tf):
 * ```hcl
 * resource "terraform_data" "schema" {
 *   provisioner "local-exec" {
 *     command = "./migrate.sh schema.sql"
 *   }
 * }
 * ```
 *
 * Good (database/schema.tf):
 * ```hcl
 * resource "terraform_data" "schema" {
 *   triggers_replace = [filesha256("${path.module}/schema.sql")]
 *
 *   provisioner "local-exec" {
 *     command = "./migrate.sh schema.sql"
 *   }
 * }
 * ```
 *
 * Mend: name what the command depends on in `triggers_replace` (`triggers` of a `null_resource`).
 *
 * Waive: `# plumbline-disable-next-line style/terraform/local-exec-without-trigger -- reason`
 */

import type { XStatic } from "typebox/schema";
import type { Finding } from "../../../core/finding.ts";
import { attributeOf, blocksOf, literalText, placeIn } from "../../../languages/hcl/module/module.ts";
import type { Declaration, FileSummary, SummaryBlock } from "../../../languages/hcl/module/summary.ts";
import { declarationCheck } from "./module/declaration-check.ts";
import { addressOf, lifecycleAttribute } from "./module/resources.ts";

const optionsSchema = {
  type: "object",
  properties: {
    once: {
      type: "boolean",
      default: true,
      description: "Tell of provisioners that run only when the resource is made.",
    },
    everyRun: { type: "boolean", default: true, description: "Tell of triggers that change on every run." },
  },
  required: ["once", "everyRun"],
  additionalProperties: false,
} as const;

type Options = XStatic<typeof optionsSchema>;

const triggerArguments: ReadonlyMap<string, string> = new Map([
  ["null_resource", "triggers"],
  ["terraform_data", "triggers_replace"],
]);

export default declarationCheck<Options>({
  options: optionsSchema,
  judge: (file, options) =>
    file.declarations.flatMap((resource, owner) => {
      const argument = triggerArguments.get(resource.type ?? "");
      if (resource.kind !== "resource" || argument === undefined) return [];
      const provisioner = blocksOf(resource, "provisioner").find((each) => isLocalExec(each) && runsAtCreation(each));
      if (!provisioner) return [];
      return [
        ...(options.once ? withoutTrigger(file, resource, argument, provisioner) : []),
        ...(options.everyRun ? everyRun(file, resource, owner, argument) : []),
      ];
    }),
});

/** What reaches into a machine is another check's matter. */
function isLocalExec({ labels }: SummaryBlock): boolean {
  return labels[0] === "local-exec";
}

function runsAtCreation(provisioner: SummaryBlock): boolean {
  const when = attributeOf(provisioner, "when")?.expression;
  return !when || (when.type === "HclTraversal" ? when.root.name : literalText(when)) === "create";
}

function withoutTrigger(
  file: FileSummary,
  resource: Declaration,
  argument: string,
  provisioner: SummaryBlock,
): readonly Finding[] {
  if (attributeOf(resource, argument) || lifecycleAttribute(resource, "replace_triggered_by")) return [];
  return [
    {
      message: `The provisioner of \`${addressOf(resource)}\` runs once and never again, also when its command changes.`,
      advice: `Name what it depends on in \`${argument}\`.`,
      at: placeIn(file, provisioner.place),
    },
  ];
}

/** Functions that give another value on every run. */
const restless = new Set(["timestamp", "plantimestamp", "uuid", "bcrypt"]);

function everyRun(file: FileSummary, resource: Declaration, owner: number, argument: string): readonly Finding[] {
  return file.calls
    .filter((call) => call.owner === owner && call.within === argument && restless.has(call.name))
    .map(({ name, place }) => ({
      message: `\`${name}()\` changes on every run, so every apply runs the provisioner of \`${addressOf(resource)}\` again.`,
      advice: `Name what the command really depends on in \`${argument}\`, such as the hash of a file.`,
      at: placeIn(file, place),
    }));
}
