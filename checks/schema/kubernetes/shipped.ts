/** The kinds and schemas of Kubernetes itself, for each version that is offered; a group's shard is loaded when it is first met. */

import { kubernetesShards } from "../../generated/kubernetes.ts";
import type { Shard, ShardKind, StructuralSchema } from "./structural-schema.ts";

/** What one version knows of one API group. */
export interface GroupOfVersion {
  readonly version: string;
  /** By `apps/v1/Deployment`. */
  readonly kinds: ReadonlyMap<string, ShardKind>;
  readonly definition: (name: string) => StructuralSchema | undefined;
}

/** Whether Kubernetes itself has such a group, `""` for the first one; any other group is of custom resources. */
export function isShippedGroup(group: string): boolean {
  return kubernetesShards.has(group === "" ? "core" : group);
}

export async function groupOfVersion(group: string, version: string): Promise<GroupOfVersion | undefined> {
  const name = group === "" ? "core" : group;
  const key = `${name} ${version}`;
  const known = groups.get(key);
  if (known !== undefined) return known;
  const [shard, core] = await Promise.all([load(name), load("core")]);
  if (shard === undefined || core === undefined) return undefined;
  const opened = open(shard, core, version);
  groups.set(key, opened);
  return opened;
}

/** A few dozen groups times versions: never more than the shards allow. */
const groups = new Map<string, GroupOfVersion>();

async function load(name: string): Promise<Shard | undefined> {
  const loaded = await kubernetesShards.get(name)?.();
  return loaded?.shard;
}

function open(shard: Shard, core: Shard, version: string): GroupOfVersion {
  const kinds = new Map(Object.entries(shard.kinds).filter(([, kind]) => kind.in?.includes(version) ?? true));
  const definitions = new Map<string, StructuralSchema>();
  for (const [name, variants] of [...Object.entries(core.definitions), ...Object.entries(shard.definitions)]) {
    const variant = variants.find((each) => each.in?.includes(version) ?? true);
    if (variant !== undefined) definitions.set(name, variant.schema);
  }
  return { version, kinds, definition: (name) => definitions.get(name) };
}
