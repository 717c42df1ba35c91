/** The schemas that we ship, each loaded when the first document of its kind is met. */

import { Ajv } from "ajv";

import type { Compiled } from "./compile.ts";
import type { ShippedName } from "./well-known.ts";

const loaders: Readonly<Record<ShippedName, () => Promise<{ readonly default: object }>>> = {
  compose: () => import("../../../schemas/compose.json", { with: { type: "json" } }),
  dependabot: () => import("../../../schemas/dependabot.json", { with: { type: "json" } }),
  "github-action": () => import("../../../schemas/github-action.json", { with: { type: "json" } }),
  "github-workflow": () => import("../../../schemas/github-workflow.json", { with: { type: "json" } }),
  "helm-chart": () => import("../../../schemas/helm-chart.json", { with: { type: "json" } }),
  kustomization: () => import("../../../schemas/kustomization.json", { with: { type: "json" } }),
  "package-json": () => import("../../../schemas/package-json.json", { with: { type: "json" } }),
  "pre-commit": () => import("../../../schemas/pre-commit.json", { with: { type: "json" } }),
  "prometheus-rules": () => import("../../../schemas/prometheus-rules.json", { with: { type: "json" } }),
  renovate: () => import("../../../schemas/renovate.json", { with: { type: "json" } }),
};

const compiled = new Map<ShippedName, Promise<Compiled>>();

export function shippedSchema(name: ShippedName): Promise<Compiled> {
  const known = compiled.get(name) ?? compile(name);
  compiled.set(name, known);
  return known;
}

async function compile(name: ShippedName): Promise<Compiled> {
  const { default: schema } = await loaders[name]();
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    verbose: true,
    messages: false,
    inlineRefs: false,
    logger: false,
  });
  const validate = ajv.compile(schema);
  return {
    validator: { errorsOf: (value) => (validate(value) ? [] : (validate.errors ?? [])), part: () => undefined },
    gaps: [],
  };
}
