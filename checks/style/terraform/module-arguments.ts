/**
 * Calls of local modules with unknown, missing or ill-typed arguments.
 *
 * Why: Terraform refuses the plan, and when a variable was added to or removed from the module, the call that breaks is in another file.
 *
 * Callers in folders that the change leaves alone are judged as well, where it changes the variables of a module that they call.
 * Only modules in the same tree are judged (`./…` and `../…`); of registry modules nothing is fetched. Values are compared with
 * types as far as both are known.
 *
 * Bad (network/peering/main.tf):
 * ```hcl
 * module "peering" {
 *   source = "../peerings"
 * }
 * ```
 *
 * Good (network/peering/main.tf):
 * ```hcl
 * module "vpc" {
 *   source  = "terraform-aws-modules/vpc/aws"
 *   version = "~> 5.8"
 * }
 * ```
 *
 * Mend: pass what the module declares, and nothing else.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/module-arguments -- reason`
 */

import type { Finding } from "../../../core/finding.ts";
import { nearest } from "../../../core/nearest.ts";
import { evaluate, type Scope } from "../../../languages/hcl/evaluate.ts";
import { attributeOf, declarationsOf, findDeclaration, placeIn } from "../../../languages/hcl/module/module.ts";
import type { ModuleDeclaration, TerraformModule } from "../../../languages/hcl/module/module.ts";
import { moduleScope } from "../../../languages/hcl/module/scope.ts";
import type { Declaration } from "../../../languages/hcl/module/summary.ts";
import { mismatch } from "../../../languages/hcl/type-constraint.ts";
import { moduleCheck } from "./module/module-check.ts";

export default moduleCheck({
  concernsCallers: true,
  judge(module, _, { before }) {
    const scope = moduleScope(module);
    return declarationsOf(module, "module").flatMap((call) => {
      const child = module.children.get(call.name);
      if (module.withoutFolder.has(call.name)) {
        return noSuchFolder(call, module.withoutFolder.get(call.name), before?.children.get(call.name));
      }
      return child && child.gaps.length === 0
        ? [...judgeCall(call, child, before?.children.get(call.name), scope)]
        : [];
    });
  },
});

/** What a call says to Terraform rather than to the module. */
const meta = new Set(["source", "version", "providers", "count", "for_each", "depends_on"]);

function* judgeCall(
  call: ModuleDeclaration,
  child: TerraformModule,
  earlier: TerraformModule | undefined,
  scope: Scope,
): Generator<Finding> {
  const variables = new Map<string, readonly Declaration[]>();
  // An override file may give a variable its default.
  for (const each of child.files.flatMap((file) => file.declarations)) {
    if (each.kind === "variable") variables.set(each.name, [...(variables.get(each.name) ?? []), each]);
  }
  for (const argument of call.attributes) {
    if (meta.has(argument.name)) continue;
    const declared = variables.get(argument.name);
    const type = declared?.map((each) => attributeOf(each, "type")).find((each) => each !== undefined);
    const at = placeIn(call.file, argument.place);
    if (!declared) {
      const close = nearest(argument.name, variables.keys());
      const declares =
        earlier && findDeclaration(earlier, "variable", argument.name) ? "no longer declares the" : "declares no";
      yield {
        message: `The module \`${call.name}\` (${child.folder}) ${declares} variable \`${argument.name}\`.`,
        advice: close
          ? `Write \`${close}\` if that is what is meant.`
          : "Delete the argument, or declare the variable.",
        at,
        evidence: `${call.name}.${argument.name}`,
      };
      continue;
    }
    const problem = type && mismatch(type.expression, evaluate(argument.expression, scope));
    if (problem === undefined) continue;
    yield {
      message: `\`${argument.name}\` of the module \`${call.name}\` asks for ${problem.wanted}, and is given ${problem.given}.`,
      advice: `Pass ${problem.wanted}.`,
      at,
      evidence: `${call.name}.${argument.name} type`,
    };
  }
  const given = new Set(call.attributes.map(({ name }) => name));
  const missing = [...variables].filter(
    ([name, all]) => !given.has(name) && !all.some((each) => attributeOf(each, "default")),
  );
  if (missing.length === 0 || call.blocks.some(({ type }) => type === "dynamic")) return;
  const names = missing.map(([name]) => `\`${name}\``).join(", ");
  yield {
    message: `The module \`${call.name}\` (${child.folder}) needs ${names}, and this call does not pass ${missing.length === 1 ? "it" : "them"}.`,
    advice: `Pass ${names}, or give ${missing.length === 1 ? "the variable" : "the variables"} a default.`,
    at: placeIn(call.file, call.place),
  };
}

/** A folder that was never there may be fetched by a tool before the run; one that was there, or is misspelt, is a mistake. */
function noSuchFolder(
  call: ModuleDeclaration,
  close: string | undefined,
  before: TerraformModule | undefined,
): readonly Finding[] {
  if (close === undefined && before === undefined) return [];
  return [
    {
      message: `The source of the module \`${call.name}\` is a folder that does not exist in this repository.`,
      advice: close === undefined ? "Correct the path." : `Write the path to \`${close}\` if that is what is meant.`,
      at: placeIn(call.file, attributeOf(call, "source")?.expression.range ?? call.place),
      evidence: `${call.name} source`,
    },
  ];
}
