/** What `moved` and `removed` blocks say about resources and modules that are no longer where they were. */

import {
  attributeOf,
  blocksOf,
  type ModuleDeclaration,
  type TerraformModule,
} from "../../../../languages/hcl/module/module.ts";
import { withoutResourceWord } from "../../../../languages/hcl/module/escaped-resource.ts";
import { literalText } from "../../../../languages/hcl/module/module.ts";
import type { HclExpression } from "../../../../languages/hcl/tree.ts";
import { literalValue } from "../module/resources.ts";

/** Where a change says what becomes of something that it takes away. */
export type Farewell =
  /** Its data stays, or nobody can say. */
  | { readonly kind: "kept" }
  /** A `removed` block that destroys it. */
  | { readonly kind: "destroyed"; readonly by: ModuleDeclaration };

interface Farewells {
  /** In the order of the module. */
  readonly blocks: readonly ModuleDeclaration[];
  /** The first block that names an address, by the address. */
  readonly byName: ReadonlyMap<string, number>;
  /** The same by every ending of the address: a caller writes `module.NAME.` before it. */
  readonly byEnding: ReadonlyMap<string, number>;
  /** The first block whose address cannot be read: it may be any. */
  readonly unread: number | undefined;
}

/** A module may have thousands of such blocks, and as many resources that are gone: each is read once. */
const known = new WeakMap<TerraformModule, Farewells>();

function farewellsOf(module: TerraformModule): Farewells {
  const farewells = known.get(module) ?? readFarewells(module);
  known.set(module, farewells);
  return farewells;
}

function readFarewells(module: TerraformModule): Farewells {
  const blocks = module.declarations.filter(({ kind }) => kind === "moved" || kind === "removed");
  const byName = new Map<string, number>();
  const byEnding = new Map<string, number>();
  let unread: number | undefined;
  for (const [index, block] of blocks.entries()) {
    const from = attributeOf(block, "from");
    const named = from && namedAddress(from.expression);
    if (named === undefined) {
      unread ??= index;
      continue;
    }
    if (!byName.has(named)) byName.set(named, index);
    for (const ending of dottedParts(named, (dot) => named.slice(dot + 1))) {
      if (!byEnding.has(ending)) byEnding.set(ending, index);
    }
  }
  return { blocks, byName, byEnding, unread };
}

/** One part for every dot of an address; nobody nests modules deeper than that. */
function dottedParts(address: string, part: (dot: number) => string): readonly string[] {
  return [...address.matchAll(/\./gu)].slice(-50).map(({ index }) => part(index));
}

/** `address` as its own module writes it; blocks of a caller name it behind `module.NAME.`. */
export function farewellTo(address: string, modules: Iterable<TerraformModule>): Farewell | undefined {
  const beginnings = dottedParts(address, (dot) => address.slice(0, dot));
  for (const module of modules) {
    const { blocks, byName, byEnding, unread } = farewellsOf(module);
    const found = [
      byName.get(address),
      byEnding.get(address),
      unread,
      ...beginnings.map((beginning) => byName.get(beginning)),
    ].filter((index) => index !== undefined);
    const first = found.length === 0 ? undefined : Math.min(...found);
    const block = first === undefined ? undefined : blocks[first];
    if (!block) continue;
    if (first === unread) return { kind: "kept" };
    return block.kind === "removed" && destroys(block) ? { kind: "destroyed", by: block } : { kind: "kept" };
  }
  return undefined;
}

function destroys(block: ModuleDeclaration): boolean {
  const values = blocksOf(block, "lifecycle").flatMap((lifecycle) => {
    const destroy = attributeOf(lifecycle, "destroy");
    return destroy ? [literalValue(destroy.expression)] : [];
  });
  return values.every((value) => value === true);
}

/** Without keys of instances: what is said of one instance is taken as said of all. */
function namedAddress(expression: HclExpression): string | undefined {
  if (expression.type === "HclTraversal") {
    const { root, steps } = withoutResourceWord(expression);
    const names = steps.flatMap((step) => (step.type === "HclAttributeStep" ? [step.name.name] : []));
    return [root.name, ...names].join(".");
  }
  return literalText(expression)?.replaceAll(/\[[^\]]*\]/gu, "");
}
