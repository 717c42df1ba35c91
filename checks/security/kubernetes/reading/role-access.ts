/** Roles that grant what should be granted to few: one table row per check. */

import type { FileCheck } from "../../../../core/check.ts";
import type { Manifest } from "../../../../languages/kubernetes/objects.ts";
import { kubernetesCheck, onObjects } from "./kubernetes-check.ts";
import { type Grant, grants, isOfTheCluster, roleKinds, rulesOf } from "./role-rules.ts";

/** A rule that names the objects it is about is narrow enough. */
export function roleAccessCheck(
  asked: readonly Grant[],
  { says, mend }: { readonly says: string; readonly mend: string },
): FileCheck<object, Manifest> {
  return kubernetesCheck(
    onObjects(roleKinds, (role) =>
      isOfTheCluster(role)
        ? []
        : rulesOf(role)
            .filter((rule) => rule.section.at("resourceNames").isMissing && asked.some((grant) => grants(rule, grant)))
            .map((rule) => ({ place: rule.section.at("resources").place(), says, mend })),
    ),
  );
}
