/** Containers without a request or a limit: one row of a table per check. */

import type { FileCheck } from "../../../../core/check.ts";
import { isMapping } from "../../../../languages/kubernetes/section.ts";
import type { Manifest } from "../../../../languages/kubernetes/objects.ts";
import { kubernetesCheck, onContainers } from "./kubernetes-check.ts";

/** A limit is a request, too, where no request is set. */
export function requirementCheck(resource: "cpu" | "memory", kind: "requests" | "limits"): FileCheck<object, Manifest> {
  const called = resource === "cpu" ? "CPU" : "memory";
  return kubernetesCheck(
    onContainers(({ section }) => {
      const wanted = section.at("resources", kind, resource);
      const isSet = !wanted.isMissing && wanted.value !== 0 && wanted.value !== "0";
      const limits = section.at("resources", "limits");
      if (isSet || (kind === "requests" && isMapping(limits.value) && !limits.at(resource).isMissing)) return [];
      const says = `has no ${kind === "requests" ? "request" : "limit"} of ${called}`;
      return [{ place: wanted.place(), says, mend: `Set \`resources.${kind}.${resource}\`.` }];
    }),
  );
}
