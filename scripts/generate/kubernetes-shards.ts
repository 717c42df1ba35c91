/** Makes a module of every shard under `schemas/kubernetes/`, so that a check loads one without touching the disk. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { newestVersion } from "../../checks/schema/kubernetes/versions.ts";
import type { Shard } from "../../checks/schema/kubernetes/structural-schema.ts";
import { generatedNotice } from "./notice.ts";

/** Path from the package root -> text. */
export async function kubernetesShardModules(root: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(root, "schemas/kubernetes");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5));
  const shards = await Promise.all(
    names.sort().map(async (name) => {
      const shard: Shard = JSON.parse(await readFile(join(folder, `${name}.json`), "utf8"));
      return [name, shard] as const;
    }),
  );
  const modules = shards.map(
    ([name, shard]) => [`checks/generated/kubernetes/${name}.ts`, moduleOf(name, shard)] as const,
  );
  return new Map([["checks/generated/kubernetes.ts", indexOf(shards)], ...modules]);
}

/** A text that is parsed: engines read it several times faster than an object of the language. */
function moduleOf(name: string, shard: Shard): string {
  const text = JSON.stringify(shard).replaceAll("\\", "\\\\").replaceAll("'", "\\'");
  return `/** What \`schemas/kubernetes/${name}.json\` holds. ${generatedNotice} */

import type { Shard } from "../../schema/kubernetes/structural-schema.ts";

export const shard: Shard = JSON.parse('${text}');
`;
}

function indexOf(shards: readonly (readonly [string, Shard])[]): string {
  const entries = shards.map(([name]) => `  [${JSON.stringify(name)}, () => import("./kubernetes/${name}.ts")],\n`);
  const kinds = [...apiVersionsByKind(shards)].map((entry) => `  ${JSON.stringify(entry)},\n`);
  return `/** API group -> its schemas; \`core\` has no name in manifests. ${generatedNotice} */

import type { Shard } from "../schema/kubernetes/structural-schema.ts";

export const kubernetesShards: ReadonlyMap<string, () => Promise<{ readonly shard: Shard }>> = new Map([
${entries.join("")}]);

/** Kind -> API versions that the newest Kubernetes serves it under. */
export const kubernetesKinds: ReadonlyMap<string, readonly string[]> = new Map([
${kinds.join("")}]);
`;
}

function apiVersionsByKind(shards: readonly (readonly [string, Shard])[]): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, string[]>();
  for (const [name, kind] of shards.flatMap(([, shard]) => Object.entries(shard.kinds))) {
    if (kind.in?.includes(newestVersion) === false) continue;
    const slash = name.lastIndexOf("/");
    const listed = known.get(name.slice(slash + 1));
    if (listed === undefined) known.set(name.slice(slash + 1), [name.slice(0, slash)]);
    else listed.push(name.slice(0, slash));
  }
  return known;
}
