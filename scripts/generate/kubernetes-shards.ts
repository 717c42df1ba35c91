/** Makes a module of every shard under `schemas/kubernetes/`, so that a check loads one without touching the disk. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { generatedNotice } from "./notice.ts";

/** Path from the package root -> text. */
export async function kubernetesShardModules(root: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(root, "schemas/kubernetes");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5));
  const modules = await Promise.all(
    names.map(async (name) => {
      const shard: unknown = JSON.parse(await readFile(join(folder, `${name}.json`), "utf8"));
      return [`checks/generated/kubernetes/${name}.ts`, moduleOf(name, shard)] as const;
    }),
  );
  return new Map([["checks/generated/kubernetes.ts", indexOf(names.sort())], ...modules]);
}

/** A text that is parsed: engines read it several times faster than an object of the language. */
function moduleOf(name: string, shard: unknown): string {
  const text = JSON.stringify(shard).replaceAll("\\", "\\\\").replaceAll("'", "\\'");
  return `/** What \`schemas/kubernetes/${name}.json\` holds. ${generatedNotice} */

import type { Shard } from "../../schema/kubernetes/structural-schema.ts";

export const shard: Shard = JSON.parse('${text}');
`;
}

function indexOf(names: readonly string[]): string {
  const entries = names.map((name) => `  [${JSON.stringify(name)}, () => import("./kubernetes/${name}.ts")],\n`);
  return `/** API group -> its schemas; \`core\` has no name in manifests. ${generatedNotice} */

import type { Shard } from "../schema/kubernetes/structural-schema.ts";

export const kubernetesShards: ReadonlyMap<string, () => Promise<{ readonly shard: Shard }>> = new Map([
${entries.join("")}]);
`;
}
