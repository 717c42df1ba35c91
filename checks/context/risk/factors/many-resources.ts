/** Factor: the change touches more resources than anybody keeps in mind. */

import type { Factor, ResourceChange } from "../factor.ts";

export const manyResources: Factor = {
  name: "many-resources",
  looksFor: "More Terraform resources and Kubernetes objects than `manyResources` says, by default 20.",
  why: "Nobody reviews the fortieth block as carefully as the first, and a rollback has as many steps.",
  look({ resources, settings: { manyResources: limit } }) {
    if (resources.length <= limit) return { evidence: [] };
    return { evidence: [{ words: `${resources.length} resources change (${commonest(resources)})` }] };
  },
};

function commonest(resources: readonly ResourceChange[]): string {
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  const sorted = [...counts].sort(([, left], [, right]) => right - left);
  const named = sorted.slice(0, 3).map(([type, count]) => `${count} \`${type}\``);
  return [...named, ...(sorted.length > 3 ? [`${sorted.length - 3} more types`] : [])].join(", ");
}
