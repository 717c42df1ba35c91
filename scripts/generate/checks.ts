/** Finds every check under `checks/`: its manual from the source, its metadata from the loaded module. */

import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { LoadedCheck } from "../../checks/catalogue-entry.ts";
import type { CheckEntry } from "../../core/check.ts";
import { waiverChecks } from "../../core/waiver-rules.ts";
import { openingComment, parseManual, type Manual } from "./manual.ts";

/** A check as the generators see it. */
export interface DescribedCheck {
  readonly entry: CheckEntry;
  readonly manual: Manual;
  /** JSON Schema of its options; `undefined` = takes none. */
  readonly options?: OptionsSchema;
  /** `false`: core computes it, no file under `checks/` holds code for it. */
  readonly hasFile: boolean;
}

/** The part of an options schema that pages and validators rely on. */
export interface OptionsSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
}

export interface PropertySchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly PropertySchema[];
  readonly items?: PropertySchema;
}

/** Every check by name, sorted; a file without a default export is a helper and no check. */
export async function describeChecks(root: string): Promise<readonly DescribedCheck[]> {
  const folder = join(root, "checks");
  const paths = (await readdir(folder, { recursive: true })).map((path) => path.replaceAll("\\", "/"));
  const described: DescribedCheck[] = [];
  for (const path of paths) {
    if (!path.endsWith(".ts") || path.endsWith(".d.ts") || path.startsWith("generated/")) continue;
    const source = await readFile(join(folder, path), "utf8");
    if (!/^export default |^export \{ \w+ as default \}/mu.test(source)) continue;
    described.push(await describeCheck(path.slice(0, -".ts".length), source));
  }
  const builtIn = waiverChecks.map(({ manual, ...entry }) => ({
    entry,
    manual: parseManual(manual, entry.name),
    hasFile: false,
  }));
  return [...described, ...builtIn].sort((left, right) => (left.entry.name < right.entry.name ? -1 : 1));
}

async function describeCheck(name: string, source: string): Promise<DescribedCheck> {
  const path = `checks/${name}.ts`;
  const manual = parseManual(openingComment(source, path), path);
  const check = await importCheck(name);
  const common = { name, summary: manual.summary };
  if ("create" in check) {
    const { docs, fixable, schema } = check.meta;
    const entry = {
      ...common,
      scope: "file",
      languages: docs.languages,
      ...(docs.kinds ? { kinds: docs.kinds } : {}),
      fixable: fixable !== undefined,
      gathers: false,
    } as const;
    return { entry, manual, hasFile: true, ...optionsOf(Array.isArray(schema) ? schema[0] : schema, path) };
  }
  const entry = {
    ...common,
    scope: check.scope,
    ...(check.scope === "file" && check.languages ? { languages: check.languages } : {}),
    ...(check.scope === "file" && check.kinds ? { kinds: check.kinds } : {}),
    ...(check.scope === "tree" && check.paths ? { paths: check.paths } : {}),
    fixable: check.fixable === true,
    gathers: check.scope === "file" && check.gather !== undefined,
  } as const;
  return { entry, manual, hasFile: true, ...optionsOf(check.options, path) };
}

/** This module runs from source under jest and from `dist/` on the command line: checks are loaded from the same side. */
async function importCheck(name: string): Promise<LoadedCheck> {
  const extension = extname(import.meta.url);
  const url = new URL(`../../checks/${name}${extension}`, import.meta.url);
  const module: { readonly default?: LoadedCheck } = await import(url.href);
  if (!module.default) throw new Error(`checks/${name}.ts has no default export.`);
  return module.default;
}

function optionsOf(schema: object | false | undefined, path: string): { readonly options?: OptionsSchema } {
  if (!schema) return {};
  // What the static types of TypeBox add is not enumerable; what JSON keeps is the schema.
  const plain: unknown = JSON.parse(JSON.stringify(schema));
  if (!isOptionsSchema(plain)) throw new Error(`${path}: the options schema is not one of an object with properties.`);
  return Object.keys(plain.properties).length > 0 ? { options: plain } : {};
}

function isOptionsSchema(value: unknown): value is OptionsSchema {
  return typeof value === "object" && value !== null && "properties" in value && typeof value.properties === "object";
}

/** Every option with the value it has where nobody sets it. */
export function defaultsOf(schema: OptionsSchema): Readonly<Record<string, unknown>> {
  const withDefault = Object.entries(schema.properties).filter(([, property]) => property.default !== undefined);
  return Object.fromEntries(withDefault.map(([name, property]) => [name, property.default]));
}
