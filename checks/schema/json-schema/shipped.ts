/** The schemas that we ship, compiled ahead of time; each is loaded when the first document of its kind is met. */

import type { ValidateFunction } from "ajv";

import type { Compiled } from "./compile.ts";
import type { ShippedName } from "./well-known.ts";

const loaders: Readonly<Record<ShippedName, () => Promise<{ readonly validate: ValidateFunction }>>> = {
  compose: () => import("../../generated/schemas/compose.ts"),
  dependabot: () => import("../../generated/schemas/dependabot.ts"),
  "github-action": () => import("../../generated/schemas/github-action.ts"),
  "github-workflow": () => import("../../generated/schemas/github-workflow.ts"),
  "helm-chart": () => import("../../generated/schemas/helm-chart.ts"),
  kustomization: () => import("../../generated/schemas/kustomization.ts"),
  "package-json": () => import("../../generated/schemas/package-json.ts"),
  "pre-commit": () => import("../../generated/schemas/pre-commit.ts"),
  "prometheus-rules": () => import("../../generated/schemas/prometheus-rules.ts"),
  renovate: () => import("../../generated/schemas/renovate.ts"),
};

export async function shippedSchema(name: ShippedName): Promise<Compiled> {
  const { validate } = await loaders[name]();
  return {
    // Schemas of ours hold no `anyOf` or `oneOf` of forms: nothing of them is asked for alone.
    validator: { errorsOf: (value) => (validate(value) ? [] : (validate.errors ?? [])), part: () => undefined },
    gaps: [],
  };
}
