/** What a role grants, rule by rule, and to whom a binding gives it. */

import { unknownValue } from "../../../../languages/data.ts";
import type { KubernetesObject } from "../../../../languages/kubernetes/objects.ts";
import type { Section } from "../../../../languages/kubernetes/section.ts";

export const roleKinds = ["Role", "ClusterRole"] as const;
export const bindingKinds = ["RoleBinding", "ClusterRoleBinding"] as const;

export interface RoleRule {
  readonly section: Section;
  readonly groups: ReadonlySet<string>;
  readonly resources: ReadonlySet<string>;
  readonly verbs: ReadonlySet<string>;
}

/** Rules that are wholly known. */
export function rulesOf(role: KubernetesObject): readonly RoleRule[] {
  return role.root
    .at("rules")
    .items()
    .filter((section) => section.value !== unknownValue)
    .map((section) => ({
      section,
      groups: textsAt(section, "apiGroups"),
      resources: textsAt(section, "resources"),
      verbs: textsAt(section, "verbs"),
    }));
}

export interface Grant {
  readonly group: string;
  readonly resources: readonly string[];
  /** One of them is enough. */
  readonly verbs: readonly string[];
}

/** Wildcards grant, too. */
export function grants({ groups, resources, verbs }: RoleRule, grant: Grant): boolean {
  return (
    (groups.has(grant.group) || groups.has("*")) &&
    (resources.has("*") || grant.resources.some((resource) => resources.has(resource))) &&
    (verbs.has("*") || grant.verbs.some((verb) => verbs.has(verb)))
  );
}

/** The role that a binding gives, where it stands in the same file. */
export function boundRole(binding: KubernetesObject, all: readonly KubernetesObject[]): KubernetesObject | undefined {
  const kind = binding.root.at("roleRef", "kind").text();
  const name = binding.root.at("roleRef", "name").text();
  if (kind === undefined || name === undefined) return undefined;
  return all.find(
    (role) =>
      role.kind === kind && role.name === name && (kind === "ClusterRole" || role.namespace === binding.namespace),
  );
}

const shipped: ReadonlySet<string> = new Set(["cluster-admin", "admin", "edit", "view"]);

/** Roles and bindings of the cluster itself, which Kubernetes ships with. */
export function isOfTheCluster({ name }: KubernetesObject): boolean {
  return name !== undefined && (name.startsWith("system:") || shipped.has(name));
}

function textsAt(section: Section, key: string): ReadonlySet<string> {
  return new Set(
    section
      .at(key)
      .items()
      .flatMap((item) => item.text() ?? []),
  );
}
