/** Which names a module refers to, which it declares, and whether it looks like the whole of a module at all. */

import type { TerraformModule } from "./module.ts";
import type { Declaration, Reference } from "./summary.ts";

/** What leads to a declared thing: `var`, `local`, `module`, `data`, `ephemeral`; empty for a resource. */
export type NameRoot = "var" | "local" | "module" | "data" | "ephemeral" | "";

const roots: Readonly<Partial<Record<Declaration["kind"], NameRoot>>> = {
  variable: "var",
  local: "local",
  module: "module",
  data: "data",
  ephemeral: "ephemeral",
  resource: "",
};

/** Names by their root: `var` -> `region`, `data` -> `aws_ami.base`. Those of override files and of twins count. */
export type DeclaredNames = Readonly<Record<NameRoot, ReadonlySet<string>>>;

export function declaredNames({ files }: TerraformModule): DeclaredNames {
  const names = {
    var: new Set<string>(),
    local: new Set<string>(),
    module: new Set<string>(),
    data: new Set<string>(),
    ephemeral: new Set<string>(),
    "": new Set<string>(),
  };
  for (const { kind, type, name } of files.flatMap((file) => file.declarations)) {
    const root = roots[kind];
    if (root !== undefined) names[root].add(type === undefined ? name : `${type}.${name}`);
  }
  return names;
}

/** They name what does not exist yet or is gone. */
const namingAhead: ReadonlySet<Declaration["kind"]> = new Set(["import", "moved", "removed"]);

export interface ReferredName {
  readonly root: NameRoot;
  readonly name: string;
}

/** What a reference needs declared; `undefined` where that is nothing, or cannot be told. */
export function referredName(reference: Reference, owner: Declaration | undefined): ReferredName | undefined {
  const {
    root,
    path: [first, second],
    use,
  } = reference;
  if (use === "mention" || use === "provider") return undefined;
  if (use === "address" && owner !== undefined && namingAhead.has(owner.kind)) return undefined;
  if (typeof first !== "string") return undefined;
  if (root === "var" || root === "local" || root === "module") return { root, name: first };
  if (root === "data" || root === "ephemeral") {
    return typeof second === "string" ? { root, name: `${first}.${second}` } : undefined;
  }
  // A root without an underscore may be a word of a newer language: only what can be nothing else is a resource.
  if (owner === undefined || owner.kind === "terraform" || owner.kind === "other" || !root.includes("_"))
    return undefined;
  return { root: "", name: `${root}.${first}` };
}

/** One name in that many may be a mistake; where more are missing, so is a part of the module. */
const namesPerMistake = 5;

/**
 * Files that refer to much of what they do not declare are a part of a module: an example, or files whose rest is
 * written elsewhere. `before`: the same folder at base; where nothing was missing then, it is whole.
 */
export function isFragment(module: TerraformModule, before: TerraformModule | undefined): boolean {
  if (before && before.files.length > 0 && countNames(before).missing === 0) return false;
  const { missing, all } = countNames(module);
  return missing * namesPerMistake > all;
}

function countNames(module: TerraformModule): { readonly missing: number; readonly all: number } {
  const declared = declaredNames(module);
  const all = new Map<string, boolean>();
  for (const reference of module.references) {
    const referred = referredName(reference, reference.in);
    if (referred) all.set(`${referred.root}.${referred.name}`, declared[referred.root].has(referred.name));
  }
  return { missing: [...all.values()].filter((isDeclared) => !isDeclared).length, all: all.size };
}
