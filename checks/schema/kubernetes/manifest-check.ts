/** What checks of Kubernetes manifests have in common: which documents they read, for which versions, and when they wait. */

import type { FileCheck, Observation } from "../../../core/check.ts";
import type { JsonDocument, YamlDocument } from "../../../languages/parsed.ts";
import { offeredVersions } from "./versions.ts";

export type Manifest = YamlDocument | JsonDocument;

export const readsManifests = {
  scope: "file",
  languages: ["yaml", "json", "jsonc"],
  kinds: ["kubernetes"],
} as const satisfies Partial<FileCheck<never, Manifest>>;

/** Option `kubernetesVersion`, without its description. */
export const kubernetesVersions = {
  type: "array",
  items: { enum: offeredVersions },
  minItems: 1,
  uniqueItems: true,
  default: ["1.36"],
} as const;

/** Of one file: more mistakes than that say nothing new. */
export const mostFindings = 100;

/** What cannot be read is not judged; `undefined` where it can. */
export function waiting({ path, problems }: Manifest): Observation | undefined {
  if (problems.length === 0) return undefined;
  return { findings: [], gaps: [{ path, reason: "waits until it parses", cause: "input" }] };
}
