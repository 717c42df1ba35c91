/** `schema/kubernetes` on custom resources: where their schemas come from, what of OpenAPI counts, and what is a gap. */

import { describe, expect, test } from "@jest/globals";

import { findings, observeManifest } from "./look-at-manifest.ts";

function definition(schema: string, versions = "v1"): string {
  const indented = schema.replaceAll(/^/gmu, " ".repeat(10));
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: gateways.example.com
spec:
  group: net.example.com
  scope: Namespaced
  names: { kind: Gateway, plural: gateways }
  versions:
    - name: ${versions}
      served: true
      storage: true
      schema:
        openAPIV3Schema:
${indented}
`;
}

const gatewaySchema = `type: object
properties:
  spec:
    type: object
    required: [listeners, mode]
    properties:
      mode: { type: string, default: public }
      listeners:
        type: array
        minItems: 1
        items:
          type: object
          required: [port]
          properties:
            port: { type: integer, minimum: 1, maximum: 65535 }
            host: { type: string, pattern: '^[a-z.]+$' }
            weight: { x-kubernetes-int-or-string: true }
      tier: { type: string, enum: [gold, silver] }
      timeout: { type: string, nullable: true }
      extra:
        type: object
        x-kubernetes-preserve-unknown-fields: true
        properties: { retries: { type: integer } }
      template:
        type: object
        x-kubernetes-embedded-resource: true
        properties: { spec: { type: object, properties: { size: { type: integer } } } }
      backend:
        type: object
        properties: { service: { type: string }, address: { type: string } }
        oneOf: [{ required: [service] }, { required: [address] }]
`;

const gateway = `apiVersion: net.example.com/v1
kind: Gateway
metadata:
  name: edge
spec:
  tier: gold
  timeout: null
  listeners:
    - port: 443
      host: web.example
      weight: 10%
  extra: { retries: 2, anything: goes }
  template: { apiVersion: v1, kind: Pod, metadata: { name: x }, spec: { size: 1 } }
  backend: { service: api }
`;

const tree = { "deploy/crds/gateway.yaml": definition(gatewaySchema) };

test("a sound resource is silent", async () => {
  expect(await observeManifest({ text: gateway, tree })).toEqual({ findings: [], gaps: [] });
});

test.each([
  ["an unknown key", "tier: gold", "tire: gold", "6:3 `tire` is not a key of `spec`; did you mean `tier`?"],
  ["a word that is none", "tier: gold", "tier: bronze", "6:3 `spec.tier` is `bronze`; allowed: `gold`, `silver`."],
  ["a number beyond", "443", "70000", "9:7 `spec.listeners[0].port` is `70000`; it must be <= 65535."],
  ["a text of another form", "web.example", "WEB", "10:7 `spec.listeners[0].host` is `WEB`, which does not match"],
  ["a type below what is kept", "retries: 2", "retries: often", "12:12 `spec.extra.retries` is text"],
  ["two of a choice", "service: api", "service: api, address: a", "14:3 `spec.backend` fits none of the forms"],
  ["metadata of no object", "name: edge", "nmae: edge", "4:3 `nmae` is not a key of `metadata`"],
  [
    "an unknown key of an embedded object",
    "metadata: { name: x }",
    "meta: {}",
    "13:42 `meta` is not a key of `spec.template`",
  ],
])("%s", async (_, from, to, message) => {
  const found = await findings({ text: gateway.replace(from, to), tree });
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(message);
});

describe("the definition comes from", () => {
  const text = gateway.replace("tier:", "tire:");

  test.each([
    ["the same file", { text: `${definition(gatewaySchema)}---\n${text}` }],
    [
      "a folder that the rule names",
      { text, tree: { "platform/types/a.yml": definition(gatewaySchema) }, options: { crds: ["platform"] } },
    ],
    ["the older form of a definition", { text, tree: { "crd.yaml": olderDefinition() } }],
    ["a list of definitions in JSON", { text, tree: { "crds.json": listOfDefinitions() } }],
  ])("%s", async (_, manifest) => {
    expect((await findings(manifest))[0]).toContain("`tire` is not a key of `spec`");
  });

  test.each([
    ["nowhere", {}, "no schema for `net.example.com/v1/Gateway`"],
    [
      "a folder that nobody names",
      { "platform/types/a.yml": definition(gatewaySchema) },
      "no schema for `net.example.com/v1/Gateway`",
    ],
    [
      "another version",
      { "crds/a.yml": definition(gatewaySchema, "v2") },
      "no schema for `net.example.com/v1/Gateway`",
    ],
    [
      "a file that does not parse",
      { "crds/a.yml": `${definition(gatewaySchema)}\n  x: [` },
      "the definitions in `crds/a.yml` do not parse",
    ],
  ])("%s: that is a gap", async (_, files, reason) => {
    const { findings: found, gaps } = await observeManifest({ text, tree: files });
    expect(found).toEqual([]);
    expect((gaps ?? []).map((gap) => gap.reason)).toContain(reason);
  });
});

describe("a definition that comes with the change is only data", () => {
  test.each([
    [
      "a pattern that would run for ever",
      "type: object\nproperties: { spec: { type: object, properties: { tier: { type: string, pattern: '^(a+)+$' } } } }",
    ],
    [
      "a pattern that needs backtracking",
      "type: object\nproperties: { spec: { type: object, properties: { tier: { type: string, pattern: '(?=x)y' } } } }",
    ],
    [
      "keywords of another shape",
      "type: [object]\nrequired: 3\nproperties: []\nenum: gold\nadditionalProperties: { type: what }\nanyOf: {}",
    ],
    [
      "names of the language",
      "type: object\nproperties: { __proto__: { type: string }, constructor: { type: integer }, spec: { x-kubernetes-preserve-unknown-fields: true } }",
    ],
    ["a schema within itself", "type: object\nproperties: &p { spec: { type: object, properties: *p } }"],
  ])("%s", async (_, schema) => {
    const text = `apiVersion: net.example.com/v1\nkind: Gateway\nmetadata: {name: a}\nspec:\n  tier: ${"a".repeat(5_000)}!\n`;
    const observation = await observeManifest({ text, tree: { "crds/a.yaml": definition(schema) } });
    expect(observation.findings.length).toBeLessThanOrEqual(1);
  });
});

function olderDefinition(): string {
  return definition(gatewaySchema)
    .replace("apiextensions.k8s.io/v1", "apiextensions.k8s.io/v1beta1")
    .replace(/ {2}versions:[^]*schema:\n/u, "  version: v1\n  validation:\n");
}

function listOfDefinitions(): string {
  const schema = {
    type: "object",
    properties: { spec: { type: "object", properties: {}, additionalProperties: false } },
  };
  const versions = [{ name: "v1", schema: { openAPIV3Schema: schema } }];
  const spec = { group: "net.example.com", names: { kind: "Gateway" }, versions };
  const item = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", spec };
  return JSON.stringify({ apiVersion: "v1", kind: "List", items: [item] });
}
