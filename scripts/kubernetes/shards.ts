/** Joins the schemas of several versions and parts them by API group, each definition written once for all versions in which it is the same. */

import type { ShardKind, StructuralSchema, Variant } from "../../checks/schema/kubernetes/structural-schema.ts";
import type { ClientField, ClientPackage } from "./client-package.ts";
import { mentionedModels, schemaOfModel } from "./schema-of-model.ts";

export interface ShardParts {
  readonly kinds: Record<string, ShardKind>;
  readonly definitions: Record<string, readonly Variant[]>;
}

/** By the name of the group; what several groups share, and the group without a name, is `core`. */
export function shardsOf(clients: readonly ClientPackage[]): ReadonlyMap<string, ShardParts> {
  const packages = withWholeNumbers(clients);
  const groups = groupsOf(packages);
  const shards = new Map<string, ShardParts>();
  const shardNamed = (name: string): ShardParts => {
    const known = shards.get(name) ?? { kinds: {}, definitions: {} };
    shards.set(name, known);
    return known;
  };
  const releases = packages.map(({ release }) => release);
  for (const name of sorted(packages.flatMap(({ kinds }) => [...kinds.keys()]))) {
    shardNamed(groupOf(name)).kinds[name] = kindOf(name, packages);
  }
  for (const name of sorted([...groups.keys()])) {
    const own = groups.get(name) ?? new Set();
    const [only = "core"] = own.size === 1 ? own : [];
    shardNamed(only).definitions[name] = variantsOf(name, packages, releases);
  }
  return new Map([...shards].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function kindOf(name: string, packages: readonly ClientPackage[]): ShardKind {
  const known = packages.filter(({ kinds }) => kinds.has(name));
  const newest = known.at(-1)?.kinds.get(name);
  if (newest === undefined) throw new Error(`${name} is of no version.`);
  return {
    definition: newest.model,
    ...(newest.isNamespaced ? { namespaced: true as const } : {}),
    ...(known.length === packages.length ? {} : { in: known.map(({ release }) => release) }),
  };
}

function variantsOf(name: string, packages: readonly ClientPackage[], releases: readonly string[]): readonly Variant[] {
  const byText = new Map<string, { schema: StructuralSchema; in: string[] }>();
  for (const { release, models } of packages) {
    const fields = models.get(name);
    if (fields === undefined) continue;
    const schema = schemaOfModel(name, fields, models);
    const text = JSON.stringify(schema);
    const known = byText.get(text);
    if (known === undefined) byText.set(text, { schema, in: [release] });
    else known.in.push(release);
  }
  const variants = [...byText.values()];
  // Versions without the definition have no kind that leads to it.
  if (variants.length === 1 || releases.length === 1) return variants.map(({ schema }) => ({ schema }));
  return variants;
}

/** Which groups' kinds lead to a definition. */
function groupsOf(packages: readonly ClientPackage[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { kinds, models } of packages) {
    for (const [name, { model }] of kinds) {
      const group = groupOf(name);
      const open = [model];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const seen = groups.get(next) ?? new Set();
        if (seen.has(group)) continue;
        groups.set(next, seen.add(group));
        open.push(...mentionedModels(models.get(next) ?? [], models));
      }
    }
  }
  return groups;
}

function groupOf(kind: string): string {
  const parts = kind.split("/");
  return parts.length === 3 ? (parts[0] ?? "core") : "core";
}

/** Old packages do not say which numbers are whole: the newest that does decides for them. */
function withWholeNumbers(clients: readonly ClientPackage[]): readonly ClientPackage[] {
  const formats = new Map<string, string>();
  for (const { models } of clients) {
    for (const [model, fields] of models) {
      for (const { name, format } of fields) if (format !== "") formats.set(`${model}.${name}`, format);
    }
  }
  const complete = (model: string, field: ClientField): ClientField => ({
    ...field,
    format: field.format || (formats.get(`${model}.${field.name}`) ?? ""),
  });
  return clients.map((client) => ({
    ...client,
    models: new Map([...client.models].map(([name, fields]) => [name, fields.map((field) => complete(name, field))])),
  }));
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
