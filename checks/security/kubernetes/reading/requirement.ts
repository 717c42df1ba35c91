/** Containers without a request or a limit: one row of a table per check. */

import type { FileCheck } from "../../../../core/check.ts";
import type { Manifest } from "../../../../languages/kubernetes/objects.ts";
import { kubernetesCheck, onContainers } from "./kubernetes-check.ts";

/** Without a request a container asks for its whole limit, which is seldom what it needs on an ordinary day. */
export function requirementCheck(resource: "cpu" | "memory", kind: "requests" | "limits"): FileCheck<object, Manifest> {
  const called = resource === "cpu" ? "CPU" : "memory";
  return kubernetesCheck(
    onContainers(({ section }) => {
      const wanted = section.at("resources", kind, resource);
      const isSet = !wanted.isMissing && wanted.value !== 0 && wanted.value !== "0";
      if (isSet) return [];
      const hasLimit = kind === "requests" && !section.at("resources", "limits", resource).isMissing;
      const says = `has no ${kind === "requests" ? "request" : "limit"} of ${called}${hasLimit ? ", so it asks for its whole limit" : ""}`;
      return [{ place: wanted.place(), says, mend: `Set \`resources.${kind}.${resource}\`.` }];
    }),
  );
}
