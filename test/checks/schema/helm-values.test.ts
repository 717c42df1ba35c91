/** Values of a chart against its `values.schema.json`: what nobody can mend by setting more is told. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../checks/schema/helm-values.ts";
import { chartYaml, lookAtFiles, type Files } from "../style/helm/look-at-chart.ts";

const schema = JSON.stringify({
  $schema: "http://json-schema.org/draft-07/schema#",
  required: ["host"],
  properties: {
    replicas: { type: "integer", minimum: 1 },
    image: { type: "object", required: ["tag"], additionalProperties: false, properties: { tag: { type: "string" } } },
    mode: { enum: ["fast", "safe"] },
    size: { anyOf: [{ type: "integer" }, { type: "object", required: ["max"] }] },
  },
  if: { properties: { mode: { const: "safe" } } },
  then: { required: ["backup"] },
});

function chart(values: string, more: Files = {}): Files {
  return { "shop/Chart.yaml": chartYaml, "shop/values.schema.json": schema, "shop/values.yaml": values, ...more };
}

describe("schema/helm-values", () => {
  it.each([
    ["replicas: two\n", "`replicas`"],
    ["replicas: 0\n", "`replicas`"],
    ["image: {tga: v1}\n", "`tga`"],
    ["mode: slow\n", "`mode`"],
  ])("tells %s", async (values, name) => {
    expect(await lookAtFiles(check, chart(values))).toEqual([
      expect.stringMatching(new RegExp(`${name}.* Helm refuses the values\\.$`, "u")),
    ]);
  });

  it("looks at other values files, those of tests as well", async () => {
    const more = { "shop/values-prod.yaml": "replicas: two\n", "shop/ci/small-values.yaml": "replicas: two\n" };
    expect(await lookAtFiles(check, chart("replicas: 2\n", more))).toHaveLength(2);
  });

  it.each([
    ["what fits", "replicas: 2\nimage: {tag: v1}\nmode: fast\n"],
    ["what is missing, which somebody may set", "image: {}\n"],
    ["what is taken away, or left to be filled", 'replicas: null\nmode: ""\n'],
    ["what depends on other values", "mode: safe\n"],
    ["what is not known", "replicas: '{{ count }}'\n"],
    ["a choice of forms", "size: big\n"],
    ["a form that only lacks something", "size: {}\n"],
  ])("is silent about %s", async (_, values) => {
    expect(await lookAtFiles(check, chart(values))).toEqual([]);
  });

  it("says what it could not check", async () => {
    expect(await lookAtFiles(check, chart("a: [\n"))).toEqual(["shop/values.yaml: gap: waits until it parses"]);
    const broken = chart("a: 1\n", { "shop/values.schema.json": "{" });
    expect(await lookAtFiles(check, broken)).toEqual([
      "shop/values.yaml: gap: the schema `shop/values.schema.json` does not parse",
    ]);
  });

  it("leaves files alone that are no chart's, or that name a schema themselves", async () => {
    const named = chart("# yaml-language-server: $schema=values.schema.json\nreplicas: two\n");
    const elsewhere = { "envs/values.schema.json": schema, "envs/values.yaml": "replicas: two\n" };
    for (const files of [named, elsewhere]) {
      expect(await lookAtFiles(check, files)).toEqual([
        expect.stringContaining("skipped: no `values.schema.json` beside it"),
      ]);
    }
  });

  it("survives an alias bomb", async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`);
    expect(await lookAtFiles(check, chart(`a0: &a0 [x]\n${lines.join("\n")}\nreplicas: two\n`))).toHaveLength(1);
  });
});
