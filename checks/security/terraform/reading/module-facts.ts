/** What the other files of a module say, as plain data that travels to a worker: values of names, and resources to join. */

import type { Facts } from "../../../../core/check.ts";
import type { HclBlock } from "../../../../languages/hcl/tree.ts";
import type { Value } from "../../../../languages/hcl/value.ts";

export interface ModuleFacts {
  /** By `var.NAME` and `local.NAME`; what is not known is not here. */
  readonly values: ReadonlyMap<string, Value>;
  readonly blocks: readonly { readonly path: string; readonly block: HclBlock }[];
  /** Every file of the module was read and parses. */
  readonly isWhole: boolean;
}

/** Without facts, the file is taken for the whole module. */
export function readModuleFacts(facts: Facts | undefined): ModuleFacts {
  if (!facts) return { values: new Map(), blocks: [], isWhole: true };
  return { values: new Map(), blocks: [], isWhole: true };
}
