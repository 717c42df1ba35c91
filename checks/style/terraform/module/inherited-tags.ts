/** Tags that a module's resources get from the providers of the modules that call it. */

import type { Trees } from "../../../../core/check.ts";
import type { Document } from "../../../../core/document.ts";
import { evaluate } from "../../../../languages/hcl/evaluate.ts";
import { findCallers } from "../../../../languages/hcl/module/callers.ts";
import { loadModules } from "../../../../languages/hcl/module/load.ts";
import {
  attributeOf,
  blocksOf,
  declarationsOf,
  type TerraformModule,
} from "../../../../languages/hcl/module/module.ts";
import { folderOf } from "../../../../languages/hcl/module/paths.ts";
import { moduleScope } from "../../../../languages/hcl/module/scope.ts";
import type { SummaryAttribute } from "../../../../languages/hcl/module/summary.ts";
import { isMap, unknown } from "../../../../languages/hcl/value.ts";

/** Of one call chain each, as plain data: keys by the argument that holds them, `null` where nobody can know them. */
export interface InheritedTags {
  readonly tags: readonly string[] | null;
  readonly labels: readonly string[] | null;
}

/** A module that calls another that calls another: deeper than that, nobody looks. */
const steps = 2;

/** By path of the document; only for modules without a provider of their own, and with callers in the tree. */
export async function gatherInheritedTags(
  documents: readonly Document[],
  { own }: Trees,
): Promise<ReadonlyMap<string, readonly InheritedTags[]>> {
  const folders = [...new Set(documents.map(({ path }) => folderOf(path)))].sort();
  const modules = await loadModules(own, folders);
  const byFolder = new Map<string, readonly InheritedTags[]>();
  for (const [folder, module] of modules) {
    if (declarationsOf(module, "provider").length > 0) continue;
    const inherited = await fromCallers(own, folder, steps);
    if (inherited.length > 0) byFolder.set(folder, inherited);
  }
  return new Map(
    documents.flatMap(({ path }) => {
      const inherited = byFolder.get(folderOf(path));
      return inherited ? [[path, inherited] as const] : [];
    }),
  );
}

async function fromCallers(tree: Trees["own"], folder: string, left: number): Promise<readonly InheritedTags[]> {
  const callers = await findCallers(tree, [folder]);
  const modules = await loadModules(tree, callers.folders);
  const inherited: InheritedTags[] = callers.gaps.length > 0 ? [{ tags: null, labels: null }] : [];
  for (const module of modules.values()) {
    const isRoot = declarationsOf(module, "provider").length > 0;
    const above = isRoot || left <= 1 ? [] : await fromCallers(tree, module.folder, left - 1);
    inherited.push(...(above.length > 0 ? above : [tagsOf(module)]));
  }
  return inherited;
}

function tagsOf(module: TerraformModule): InheritedTags {
  if (module.gaps.length > 0) return { tags: null, labels: null };
  const providers = declarationsOf(module, "provider");
  const blocks = providers.flatMap((provider) => blocksOf(provider, "default_tags"));
  return {
    tags: keysOf(
      module,
      blocks.map((block) => attributeOf(block, "tags")),
    ),
    labels: keysOf(
      module,
      providers.map((provider) => attributeOf(provider, "default_labels")),
    ),
  };
}

function keysOf(
  module: TerraformModule,
  attributes: readonly (SummaryAttribute | undefined)[],
): readonly string[] | null {
  const scope = moduleScope(module);
  const keys = new Set<string>();
  for (const attribute of attributes) {
    if (!attribute) continue;
    const value = evaluate(attribute.expression, scope);
    if (value === unknown || !isMap(value)) return null;
    for (const key of value.keys()) keys.add(key);
  }
  return [...keys];
}

/** Out of facts that travelled to a worker. */
export function readInheritedTags(value: unknown): readonly InheritedTags[] {
  return Array.isArray(value) ? value.filter(isInherited) : [];
}

function isInherited(value: unknown): value is InheritedTags {
  return typeof value === "object" && value !== null && "tags" in value && "labels" in value;
}
