/**
 * Outputs that show a sensitive variable.
 *
 * Why: outputs are printed at the end of every run and kept in its log; Terraform stops a root module that does so.
 *
 * Bad (database/main.tf):
 * ```hcl
 * variable "password" {
 *   type      = string
 *   sensitive = true
 * }
 *
 * output "login" {
 *   value = "admin:${var.password}"
 * }
 * ```
 *
 * Good (database/main.tf):
 * ```hcl
 * variable "password" {
 *   type      = string
 *   sensitive = true
 * }
 *
 * output "login" {
 *   value     = "admin:${var.password}"
 *   sensitive = true
 * }
 * ```
 *
 * Mend: mark the output as sensitive, or wrap in `nonsensitive(…)` what is no secret.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/sensitive-outputs -- reason`
 */

import { evaluate } from "../../../languages/hcl/evaluate.ts";
import { attributeOf, declarationsOf, placeIn } from "../../../languages/hcl/module/module.ts";
import type { ModuleDeclaration, TerraformModule } from "../../../languages/hcl/module/module.ts";
import { moduleScope } from "../../../languages/hcl/module/scope.ts";
import type { Declaration } from "../../../languages/hcl/module/summary.ts";
import { booleanOf } from "../../../languages/hcl/value.ts";
import { moduleCheck } from "./module/module-check.ts";

export default moduleCheck({
  judge(module) {
    const scope = moduleScope(module);
    const isSensitive = (declaration: Declaration): boolean => {
      const mark = attributeOf(declaration, "sensitive");
      return mark !== undefined && booleanOf(evaluate(mark.expression, scope)) !== false;
    };
    const secrets = secretNames(module, isSensitive);
    return declarationsOf(module, "output").flatMap((output) => {
      const source = isSensitive(output) ? undefined : sourceOf(output, module, secrets);
      if (source === undefined) return [];
      return [
        {
          message: `The output \`${output.name}\` shows \`${source}\`, which is marked as sensitive; Terraform refuses that in a root module.`,
          advice: "Set `sensitive = true` on the output, or leave the value out.",
          at: placeIn(output.file, output.place),
        },
      ];
    });
  },
});

/** `var.x` of sensitive variables, and local values that are made of them. */
function secretNames(module: TerraformModule, isSensitive: (declaration: Declaration) => boolean): ReadonlySet<string> {
  const secrets = new Set(
    declarationsOf(module, "variable")
      .filter(isSensitive)
      .map(({ name }) => `var.${name}`),
  );
  const locals = declarationsOf(module, "local");
  for (let before = -1; before !== secrets.size;) {
    before = secrets.size;
    for (const local of locals) if (sourceOf(local, module, secrets) !== undefined) secrets.add(`local.${local.name}`);
  }
  return secrets;
}

/** The first sensitive name that the value is made of. One `nonsensitive` in it is taken for a decision. */
function sourceOf(
  declaration: ModuleDeclaration,
  { calls, references }: TerraformModule,
  secrets: ReadonlySet<string>,
): string | undefined {
  const isOwn = (each: { readonly file: { readonly path: string }; readonly in: Declaration | undefined }): boolean =>
    each.file.path === declaration.file.path && each.in?.place[0] === declaration.place[0];
  if (calls.some((call) => isOwn(call) && /^(?:core::)?(?:nonsensitive|issensitive)$/u.test(call.name)))
    return undefined;
  return references
    .filter((reference) => isOwn(reference) && (reference.within === "value" || reference.within === ""))
    .map(({ root, path }) => `${root}.${path[0] ?? ""}`)
    .find((name) => secrets.has(name));
}
