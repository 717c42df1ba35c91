/** Which of the schemas that we ship belongs to which kind of document, file name or address. */

import type { Document, DocumentKind } from "../../../core/document.ts";

export const shippedNames = [
  "compose",
  "dependabot",
  "github-action",
  "github-workflow",
  "helm-chart",
  "kustomization",
  "package-json",
  "pre-commit",
  "prometheus-rules",
  "renovate",
] as const;
export type ShippedName = (typeof shippedNames)[number];

const byKind: ReadonlyMap<DocumentKind, ShippedName> = new Map<DocumentKind, ShippedName>([
  ["compose", "compose"],
  ["dependabot", "dependabot"],
  ["github-action", "github-action"],
  ["github-workflow", "github-workflow"],
  ["helm-chart", "helm-chart"],
  ["kustomization", "kustomization"],
  ["package-json", "package-json"],
  ["pre-commit", "pre-commit"],
  ["renovate", "renovate"],
]);

/** Names of SchemaStore, where most editors look: `https://json.schemastore.org/NAME.json`. */
const byStoreName: ReadonlyMap<string, ShippedName> = new Map<string, ShippedName>([
  ["chart", "helm-chart"],
  ["dependabot-2.0", "dependabot"],
  ["dependabot", "dependabot"],
  ["github-action", "github-action"],
  ["github-workflow", "github-workflow"],
  ["kustomization", "kustomization"],
  ["package", "package-json"],
  ["pre-commit-config", "pre-commit"],
  ["prometheus.rules", "prometheus-rules"],
  ["renovate", "renovate"],
]);

const storeAddress =
  /^https?:\/\/(?:(?:json|www)\.schemastore\.org|raw\.githubusercontent\.com\/SchemaStore\/schemastore\/[^/]+\/src\/schemas\/json)\/([\w.-]+?)(?:\.json)?$/u;
const composeAddress =
  /^https?:\/\/raw\.githubusercontent\.com\/(?:compose-spec\/compose-spec|compose-spec\/compose-go)\/[^/]+\/.*compose-spec\.json$/u;
const renovateAddress = /^https?:\/\/docs\.renovatebot\.com\/renovate-schema\.json$/u;

export function shippedForAddress(url: string): ShippedName | undefined {
  const address = url.replace(/#$/u, "");
  const name = storeAddress.exec(address)?.[1];
  if (name !== undefined) return byStoreName.get(name);
  if (composeAddress.test(address)) return "compose";
  return renovateAddress.test(address) ? "renovate" : undefined;
}

export function shippedForDocument(document: Document): ShippedName | undefined {
  return byKind.get(document.kind);
}

export function isShippedName(name: string): name is ShippedName {
  return shippedNames.some((shipped) => shipped === name);
}
