/** Containers that nobody asks whether they are well. */

import type { Judge } from "./kubernetes-check.ts";
import { onContainers } from "./kubernetes-check.ts";
import { runsToEnd } from "./kinds.ts";

/** Init containers and jobs end; who ends needs no probe. */
export function missingProbe(probe: "livenessProbe" | "readinessProbe", says: string): Judge<object> {
  return onContainers(({ section, role, isSidecar }, _pod, _options, object) => {
    const asked = section.at(probe);
    if (!asked.isMissing || (role !== "main" && !isSidecar) || runsToEnd(object)) return [];
    return [{ place: asked.place(), says, mend: `Add a \`${probe}\`.` }];
  });
}
