/** Whether a version of Kubernetes serves a kind under an API version, and what became of it if not. */

import { kubernetesKinds } from "../../generated/kubernetes.ts";
import { groupOf } from "./resources.ts";
import { isSince, lifeOf } from "./served-versions.ts";
import { groupOfVersion } from "./shipped.ts";
import { offeredVersions } from "./versions.ts";

export type Serving =
  | { readonly is: "served"; readonly deprecated?: { readonly since: string; readonly successor?: string } }
  | { readonly is: "removed"; readonly since: string; readonly successor?: string }
  /** Other versions that are offered have it: it is newer, or an early form that is gone. */
  | { readonly is: "elsewhen"; readonly versions: readonly string[]; readonly successor?: string }
  /** Kubernetes has the kind, under other API versions. */
  | { readonly is: "elsewhere"; readonly apiVersions: readonly string[] }
  /** No kind of Kubernetes itself. */
  | { readonly is: "unknown" };

export async function servingOf(apiVersion: string, kind: string, version: string): Promise<Serving> {
  const name = `${apiVersion}/${kind}`;
  const life = lifeOf(name);
  const successor = life?.successor === undefined ? {} : { successor: life.successor };
  if (life?.removed !== undefined && isSince(version, life.removed)) {
    return { is: "removed", since: life.removed, ...successor };
  }
  const group = await groupOfVersion(groupOf(apiVersion), version);
  if (life !== undefined || group?.kinds.has(name) === true) {
    const isDeprecated = life !== undefined && isSince(version, life.deprecated);
    return { is: "served", ...(isDeprecated ? { deprecated: { since: life.deprecated, ...successor } } : {}) };
  }
  if (group === undefined) return { is: "unknown" };
  const versions = await versionsWith(name, groupOf(apiVersion));
  if (versions.length > 0)
    return { is: "elsewhen", versions, ...inSameGroup(apiVersion, kind, [...group.kinds.keys()]) };
  const apiVersions = kubernetesKinds.get(kind) ?? [];
  return apiVersions.length > 0 ? { is: "elsewhere", apiVersions } : { is: "unknown" };
}

async function versionsWith(name: string, group: string): Promise<readonly string[]> {
  const opened = await Promise.all(offeredVersions.map((version) => groupOfVersion(group, version)));
  return opened.flatMap((each) => (each?.kinds.has(name) === true ? [each.version] : []));
}

/** The kind in the most settled form that the group has now: `v1` before `v1beta1`. */
function inSameGroup(apiVersion: string, kind: string, names: readonly string[]): { readonly successor?: string } {
  const group = groupOf(apiVersion);
  const own = names.filter((name) => name.startsWith(`${group}/`) && name.endsWith(`/${kind}`));
  const [best] = own
    .map((name) => name.slice(0, name.length - kind.length - 1))
    .sort((left, right) => left.length - right.length || (left < right ? 1 : -1));
  return best === undefined ? {} : { successor: best };
}
