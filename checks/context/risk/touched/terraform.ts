/** Terraform resources that a change adds, changes or removes, by the texts of their blocks. */

import type { Gap } from "../../../../core/finding.ts";
import { indexLines, type LineIndex } from "../../../../core/text.ts";
import {
  declarationsOf,
  type ModuleDeclaration,
  type TerraformModule,
} from "../../../../languages/hcl/module/module.ts";
import type { FileSummary } from "../../../../languages/hcl/module/summary.ts";
import { addressOf } from "../../../style/terraform/module/resources.ts";
import { farewellTo } from "../../../style/terraform/state/addresses.ts";
import { statefulTypes } from "../../../style/terraform/state/stateful-types.ts";
import type { ResourceChange } from "../factor.ts";

type Modules = ReadonlyMap<string, TerraformModule>;

export interface TouchedResourcesOfModules {
  readonly resources: readonly ResourceChange[];
  readonly gaps: readonly Gap[];
}

/** Modules whose text is not wholly known say nothing: what seems to be gone may be in the part that was not read. */
export function terraformChanges(before: Modules, after: Modules): TouchedResourcesOfModules {
  const gaps: Gap[] = [];
  const resources: ResourceChange[] = [];
  const describe = describer();
  for (const folder of new Set([...before.keys(), ...after.keys()])) {
    const [base, head] = [before.get(folder), after.get(folder)];
    const unread = [...(head?.gaps ?? []), ...(base?.gaps ?? [])];
    gaps.push(...(head?.gaps ?? []));
    if (unread.some(({ cause }) => cause !== "unsupported")) continue;
    resources.push(...changesIn(base, head, after, describe));
  }
  return { resources, gaps };
}

type Describe = (declaration: ModuleDeclaration, action: ResourceChange["action"]) => ResourceChange;

function changesIn(
  base: TerraformModule | undefined,
  head: TerraformModule | undefined,
  after: Modules,
  describe: Describe,
): readonly ResourceChange[] {
  const [was, is] = [resourcesOf(base), resourcesOf(head)];
  const now = [...is].flatMap(([address, declaration]): readonly ResourceChange[] => {
    const twin = was.get(address);
    if (!twin) return [describe(declaration, "added")];
    return saidBy(twin) === saidBy(declaration) ? [] : [describe(declaration, "changed")];
  });
  const gone = [...was]
    .filter(([address]) => !is.has(address) && farewellTo(address, after.values())?.kind !== "kept")
    .map(([, declaration]) => describe(declaration, "removed"));
  return [...now, ...gone];
}

function resourcesOf(module: TerraformModule | undefined): ReadonlyMap<string, ModuleDeclaration> {
  return new Map((module ? declarationsOf(module, "resource") : []).map((each) => [addressOf(each), each]));
}

/** The text without comments on lines of their own and without layout. */
function saidBy({ file, whole }: ModuleDeclaration): string {
  return file.text
    .slice(...whole)
    .split("\n")
    .filter((line) => !/^\s*(?:#|\/\/)/u.test(line))
    .join("\n")
    .replaceAll(/\s+/gu, "");
}

function describer(): Describe {
  const lines = new Map<FileSummary, LineIndex>();
  return ({ file, place, type = "", ...declaration }, action) => {
    const index = lines.get(file) ?? indexLines(file.text);
    lines.set(file, index);
    const holds = statefulTypes.get(type)?.holds;
    return {
      type,
      address: addressOf({ ...declaration, type }),
      action,
      path: file.path,
      ...(action === "removed" ? {} : { line: index.position(place[0]).line }),
      ...(holds === undefined ? {} : { holds }),
    };
  };
}
