/** What the other files of a module say, as plain data that travels to a worker: values of names, and resources to join. */

import type { Facts, FileCheck } from "../../../../core/check.ts";
import type { Document } from "../../../../core/document.ts";
import { loadModules } from "../../../../languages/hcl/module/load.ts";
import type { TerraformModule } from "../../../../languages/hcl/module/module.ts";
import { folderOf } from "../../../../languages/hcl/module/paths.ts";
import { moduleScope } from "../../../../languages/hcl/module/scope.ts";
import type { Declaration } from "../../../../languages/hcl/module/summary.ts";
import { isList, isMap, newBudget, unknown, type Value } from "../../../../languages/hcl/value.ts";
import { isJoined } from "./joined-types.ts";

export interface ModuleFacts {
  /** By `var.NAME`, `local.NAME` and `module.NAME`; what is not known is not here. */
  readonly values: ReadonlyMap<string, Value>;
  readonly declarations: readonly PlacedDeclaration[];
  /** Every file of the module was read and parses. */
  readonly isWhole: boolean;
  /** The file is all there is: nobody looked beside it. */
  readonly isAlone: boolean;
}

export interface PlacedDeclaration {
  readonly path: string;
  readonly declaration: Declaration;
}

/** Values are told by one letter each, because a map and what is unknown have no JSON of their own. */
type Encoded =
  | { readonly u: 1 }
  | { readonly l: readonly Encoded[] }
  | { readonly m: readonly (readonly [string, Encoded])[] }
  | { readonly v: string | number | boolean | null };

interface StoredFacts extends Facts {
  readonly values: readonly (readonly [string, Encoded])[];
  readonly declarations: readonly PlacedDeclaration[];
  readonly isWhole: boolean;
}

/** A value longer than that, as JSON, decides nothing that a rule asks. */
const longestValue = 4_000;
const mostDeclarations = 500;

const kept = new WeakMap<TerraformModule, StoredFacts>();

/** The same facts for every file and every rule of a module. */
export const gatherModules: NonNullable<FileCheck<object>["gather"]> = async (documents, { own }) => {
  const folderOfDocument = (document: Document) => folderOf(document.path);
  const modules = await loadModules(own, [...new Set(documents.map(folderOfDocument))]);
  const facts = new Map<string, Facts>();
  for (const document of documents) {
    const module = modules.get(folderOfDocument(document));
    if (module) facts.set(document.path, factsOf(module));
  }
  return facts;
};

function factsOf(module: TerraformModule): StoredFacts {
  const known = kept.get(module);
  if (known) return known;
  const declarations = module.declarations.filter(isJoined);
  const facts: StoredFacts = {
    values: valuesOf(module),
    declarations: declarations
      .slice(0, mostDeclarations)
      .map(({ file, ...declaration }) => ({ path: file.path, declaration })),
    isWhole: module.gaps.length === 0 && declarations.length <= mostDeclarations,
  };
  kept.set(module, facts);
  return facts;
}

function valuesOf(module: TerraformModule): StoredFacts["values"] {
  const scope = moduleScope(module, newBudget(500_000));
  const names = new Set<string>();
  for (const { root, path } of module.references) {
    if ((root === "var" || root === "local" || root === "module") && typeof path[0] === "string") {
      names.add(`${root}.${path[0]}`);
    }
  }
  return [...names].flatMap((key) => {
    const dot = key.indexOf(".");
    const value = scope.value(key.slice(0, dot), key.slice(dot + 1));
    if (value === unknown) return [];
    const encoded = encode(value);
    return JSON.stringify(encoded).length > longestValue ? [] : [[key, encoded] as const];
  });
}

function encode(value: Value): Encoded {
  if (value === unknown) return { u: 1 };
  if (isList(value)) return { l: value.map(encode) };
  if (isMap(value)) return { m: [...value].map(([key, item]) => [key, encode(item)]) };
  return { v: value };
}

function decode(encoded: Encoded): Value {
  if ("u" in encoded) return unknown;
  if ("l" in encoded) return encoded.l.map(decode);
  if ("m" in encoded) return new Map(encoded.m.map(([key, item]) => [key, decode(item)]));
  return encoded.v;
}

/** Without facts, the file is taken for the whole module. */
export function readModuleFacts(facts: Facts | undefined): ModuleFacts {
  if (!isStored(facts)) return { values: new Map(), declarations: [], isWhole: true, isAlone: true };
  return {
    values: new Map(facts.values.map(([key, encoded]) => [key, decode(encoded)])),
    declarations: facts.declarations,
    isWhole: facts.isWhole,
    isAlone: false,
  };
}

function isStored(facts: Facts | undefined): facts is StoredFacts {
  return facts !== undefined && Array.isArray(facts["values"]) && Array.isArray(facts["declarations"]);
}
