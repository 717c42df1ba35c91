/** A factor that is there wherever a change touches a resource of some types. */

import { matchName } from "../../../core/glob.ts";
import { evidenceOf, type Factor } from "./factor.ts";

/** Terraform types and Kubernetes kinds; globs work. */
export function lookForTypes(types: readonly string[]): Factor["look"] {
  const wanted = types.map(matchName);
  return ({ resources }) => ({
    evidence: resources.filter(({ type }) => wanted.some((matches) => matches(type))).map(evidenceOf),
  });
}
