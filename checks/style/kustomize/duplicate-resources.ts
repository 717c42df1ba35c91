/**
 * Objects that a build gathers twice.
 *
 * Why: Kustomize refuses to build where kind, namespace and name of two objects are the same, and that is rarely in the diff: two bases
 * that each bring the same Namespace, a file that is listed beside the folder that lists it.
 *
 * Bad:
 * ```text
 * === head prod/kustomization.yaml
 * resources:
 *   - ../base
 *   - ../base/deployment.yaml
 * === head base/kustomization.yaml
 * resources:
 *   - deployment.yaml
 * === head base/deployment.yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * ```
 *
 * Good:
 * ```text
 * === head prod/kustomization.yaml
 * resources:
 *   - ../base
 * === head base/kustomization.yaml
 * resources:
 *   - deployment.yaml
 * === head base/deployment.yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * ```
 *
 * Mend: list it once; what several bases need belongs into a base of its own that only the overlay names.
 *
 * Waive: `# plumbline-disable-next-line style/kustomize/duplicate-resources -- reason`
 */

import type { Finding } from "../../../core/finding.ts";
import type { Build, Clash } from "../../../languages/kustomize/build.ts";
import type { BuiltObject } from "../../../languages/kustomize/built-object.ts";
import { concernedBuilds } from "./reading/concerned-builds.ts";
import { kustomizeCheck } from "./reading/kustomize-check.ts";

export default kustomizeCheck({
  concerns: ({ path }) => /\.(?:ya?ml|json)$/u.test(path),
  async judge(view) {
    const builds = await concernedBuilds(view);
    return { findings: [...groupedByPlace(builds).values()].flatMap(findingOf) };
  },
});

/** One entry may bring many objects that are there already. */
function groupedByPlace(builds: readonly Build[]): ReadonlyMap<string, readonly Clash[]> {
  const groups = new Map<string, Clash[]>();
  for (const clash of builds.flatMap(({ clashes }) => clashes)) {
    const key = `${clash.kustomization.path}\0${clash.range[0]}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    if (!group.some(({ second }) => titleOf(second) === titleOf(clash.second))) group.push(clash);
  }
  return groups;
}

function findingOf(clashes: readonly Clash[]): readonly Finding[] {
  const [clash] = clashes;
  if (!clash) return [];
  const { kustomization, range, first, second } = clash;
  const more = clashes.length > 1 ? ` (and ${clashes.length - 1} more)` : "";
  const isSameFile = first.path === second.path && first.range[0] !== second.range[0];
  return [
    {
      message: `${titleOf(second)}${more} is in this build twice, so Kustomize refuses to build: ${origin(first, second)}.`,
      advice: "List it once.",
      at: isSameFile ? { path: second.path, range: second.range } : { path: kustomization.path, range },
      related: [{ path: first.path, range: first.range, message: "It is there already." }],
      evidence: `${kustomization.path} ${titleOf(second)}`,
    },
  ];
}

function titleOf({ kind, name }: BuiltObject): string {
  return `${kind} \`${name ?? ""}\``;
}

function origin(first: BuiltObject, second: BuiltObject): string {
  return first.path === second.path
    ? `\`${first.path}\` comes in on two ways`
    : `\`${first.path}\` has it, and so has \`${second.path}\``;
}
