/** Changes of a resource that stays under its name and yet makes Terraform destroy it and create an empty one. */

import { evaluate } from "../../../../languages/hcl/evaluate.ts";
import { attributeOf, type ModuleDeclaration, type TerraformModule } from "../../../../languages/hcl/module/module.ts";
import { moduleScope } from "../../../../languages/hcl/module/scope.ts";
import type { SummaryAttribute } from "../../../../languages/hcl/module/summary.ts";
import { unknown } from "../../../../languages/hcl/value.ts";
import { ignoresChangesOf } from "../module/resources.ts";
import { type StatefulType } from "./stateful-types.ts";

/** One side of a change: a resource and the module that it stands in. */
export interface Side {
  readonly resource: ModuleDeclaration;
  readonly module: TerraformModule;
}

export interface Replacement {
  /** Argument that does it. */
  readonly argument: string;
  /** At head; missing where the argument was deleted. */
  readonly at?: SummaryAttribute;
  readonly before: string;
  readonly after: string;
}

/** Both values have to be known: what a variable brings is not. */
export function replacementOf(base: Side, head: Side, { replacedBy, defaults }: StatefulType): Replacement | undefined {
  for (const argument of replacedBy) {
    if (ignoresChangesOf(head.resource, argument)) continue;
    const [before, after] = [valueOf(base, argument, defaults), valueOf(head, argument, defaults)];
    if (before === after || !isScalar(before) || !isScalar(after)) continue;
    if (asComparedByServices(before) === asComparedByServices(after)) continue;
    const at = attributeOf(head.resource, argument);
    return { argument, ...(at && { at }), before: String(before), after: String(after) };
  }
  return undefined;
}

/** How many there are for certain: 0, 1 or more; `undefined` where a run decides. */
export function instanceCount({ resource, module }: Side): number | undefined {
  if (attributeOf(resource, "for_each")) return undefined;
  const count = attributeOf(resource, "count");
  if (!count) return 1;
  const value = evaluate(count.expression, certainScope(module));
  return typeof value === "number" ? value : undefined;
}

function valueOf({ resource, module }: Side, name: string, defaults: StatefulType["defaults"]): unknown {
  const argument = attributeOf(resource, name);
  if (argument) return evaluate(argument.expression, certainScope(module));
  return defaults.get(name) ?? unknown;
}

/** `West Europe` is `westeurope`, and `POSTGRES` is `postgres`. */
function asComparedByServices(value: string | number | boolean): string {
  return String(value).toLowerCase().replaceAll(" ", "");
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Without variables: a default is what a caller most often replaces. */
function certainScope(module: TerraformModule): ReturnType<typeof moduleScope> {
  return moduleScope({ ...module, declarations: module.declarations.filter(({ kind }) => kind !== "variable") });
}
