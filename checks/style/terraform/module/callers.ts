/** Modules that a change leaves alone and that call what it changes: what they pass or read may be gone. */

import type { Differential } from "../../../../core/differential.ts";
import type { Gap } from "../../../../core/finding.ts";
import { findCallers } from "../../../../languages/hcl/module/callers.ts";
import { loadModules } from "../../../../languages/hcl/module/load.ts";
import { attributeOf, type TerraformModule } from "../../../../languages/hcl/module/module.ts";

type Modules = ReadonlyMap<string, TerraformModule>;

export interface CallingModules {
  readonly after: Modules;
  readonly before: Modules;
  readonly gaps: readonly Gap[];
}

const nobody: CallingModules = { after: new Map(), before: new Map(), gaps: [] };

/** Callers of those of the touched modules whose variables or outputs are others than before. */
export async function callersOfChanged(
  differential: Differential,
  after: Modules,
  before: Modules,
): Promise<CallingModules> {
  const changed = [...before.values()].filter((module) => hasOtherInterface(module, after.get(module.folder)));
  return callersOf(
    differential,
    changed.map(({ folder }) => folder),
    new Set(after.keys()),
  );
}

/** `touched`: folders that are looked at anyway. */
export async function callersOf(
  { head, base, treeBeyond }: Differential,
  folders: readonly string[],
  touched: ReadonlySet<string>,
): Promise<CallingModules> {
  if (folders.length === 0) return nobody;
  const callers = await findCallers(head, folders);
  const others = callers.folders.filter((folder) => !touched.has(folder));
  const [after, before] = await Promise.all([loadModules(head, others), loadModules(base, others)]);
  const beyond: readonly Gap[] = treeBeyond === undefined ? [] : [{ reason: treeBeyond, cause: "unsupported" }];
  return { after, before, gaps: [...callers.gaps, ...beyond] };
}

/** A module that was not there before has no callers that it could break. */
function hasOtherInterface(before: TerraformModule, after: TerraformModule | undefined): boolean {
  if (before.files.length === 0) return false;
  return after === undefined || interfaceOf(before) !== interfaceOf(after);
}

/** What a caller can tell apart: variables with their types, whether they need a value, outputs. */
function interfaceOf({ files }: TerraformModule): string {
  const parts = files.flatMap(({ declarations, text }) =>
    declarations.flatMap((declaration) => {
      if (declaration.kind === "output") return [`output ${declaration.name}`];
      if (declaration.kind !== "variable") return [];
      const type = attributeOf(declaration, "type");
      const words = type ? text.slice(...type.expression.range).replaceAll(/\s+/gu, " ") : "";
      return [`variable ${declaration.name} ${attributeOf(declaration, "default") ? "optional" : "needed"} ${words}`];
    }),
  );
  return parts.sort().join("\n");
}
