/** Values that are written and set nowhere: told where nothing is prepared for them to be missing. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/helm/undefined-values.ts";
import { chartYaml, judge, type Files } from "./look-at-chart.ts";

const values = "image:\n  repository: shop\n  tag: v1\nservice: {}\nreplicas: 2\n# port: 80\n";

function chart(text: string, more: Files = {}): Files {
  return { "shop/Chart.yaml": chartYaml, "shop/values.yaml": values, "shop/templates/a.yaml": text, ...more };
}

const all = { unset: true };
const unset = (name: string) =>
  `shop/templates/a.yaml: No values file of this chart sets \`${name}\`, so Helm writes nothing in its place.`;

describe("values that nothing sets", () => {
  it.each([
    ["image: {{ .Values.image.repositry }}", ".Values.image.repositry"],
    ["image: {{ $.Values.image.repositry | quote }}", ".Values.image.repositry"],
    ['image: {{ printf "%s:%s" .Values.image.repository .Values.image.version }}', ".Values.image.version"],
    ["{{ if .Values.image.tag }}image: {{ .Values.image.repositry }}{{ end }}", ".Values.image.repositry"],
    ["{{ range .Values.image.tag }}{{ $.Values.replcas }}{{ end }}", ".Values.replcas"],
    ["host: {{ .Values.host }}", ".Values.host"],
  ])("tells %s", async (text, name) => {
    expect(await judge(check, chart(text), all)).toEqual([unset(name)]);
  });

  it("says what happens where more is read of nothing", async () => {
    expect(await judge(check, chart("host: {{ .Values.ingress.host }}"), all)).toEqual([
      "shop/templates/a.yaml: No values file of this chart sets `.Values.ingress`, and Helm stops where it reads `host` of nothing.",
    ]);
  });

  it("asks of a chart inside what the one around it sets for it", async () => {
    const files = chart("a: 1", {
      "shop/values.yaml": `${values}cache:\n  size: 1\n`,
      "shop/charts/cache/Chart.yaml": "apiVersion: v2\nname: cache\nversion: 1.0.0\n",
      "shop/charts/cache/values.yaml": "memory: 1Gi\n",
      "shop/charts/cache/templates/a.yaml": "{{ .Values.size }}{{ .Values.memory }}{{ .Values.memroy }}",
    });
    expect(await judge(check, files, all)).toEqual([expect.stringContaining("`.Values.memroy`")]);
  });

  it("tells only misspelt names where no more is asked for", async () => {
    const text = "{{ .Values.host }}{{ .Values.replcas }}";
    expect(await judge(check, chart(text), { unset: false })).toEqual([unset(".Values.replcas")]);
  });
});

describe("silence", () => {
  it.each<[string, string, Files?]>([
    ["what is set", "{{ .Values.image.tag }}{{ .Values.replicas }}"],
    ["what is empty and waits to be filled", "{{ .Values.service.port }}"],
    ["what a comment describes", "{{ .Values.port }}"],
    ["what has a default", "{{ .Values.host | default .Release.Name }}{{ default 1 .Values.number }}"],
    ["what is asked about elsewhere", "{{ if .Values.host }}a{{ end }}{{ .Values.host }}"],
    ["what is read by with", "{{ with .Values.host }}{{ . }}{{ end }}{{ .Values.host }}"],
    ["what is required", '{{ required "set it" .Values.host }}{{ .Values.host }}'],
    ["what is looked up by its key", '{{ if hasKey .Values "host" }}a{{ end }}{{ .Values.host }}'],
    ["another dot", "{{ range .Values.image }}{{ .Values.host }}{{ end }}"],
    ["a definition, which may be given anything", '{{ define "a" }}{{ .Values.host }}{{ end }}{{ include "a" . }}'],
    ["what templates set themselves", '{{ $_ := set .Values "host" "a" }}{{ .Values.host }}'],
    ["what is set by another name", '{{ $v := .Values }}{{ $_ := set $v "host" "a" }}{{ .Values.hst }}'],
    ["what belongs to all charts", "{{ .Values.global.region }}"],
    ["what is in a block", "{{ if .Values.image.tag }}{{ .Values.host }}{{ end }}"],
    ["a singular beside its plural", "{{ if .Values.image.tag }}{{ .Values.image.tags }}{{ end }}"],
    ["what another values file sets", "{{ .Values.host }}", { "shop/values-prod.yaml": "host: a\n" }],
    ["what an environment sets", "{{ .Values.host }}", { "environments/prod/shop.yaml": "host: a\n" }],
    ["what the schema describes", "{{ .Values.host }}", { "shop/values.schema.json": '{"properties": {"host": {}}}' }],
    ["values that do not parse", "{{ .Values.replcas }}", { "shop/values-a.yaml": "a: [\n" }],
    ["values that are a template's", "{{ .Values.image.a }}", { "shop/values.yaml": 'image: "{{ x }}"\n' }],
    ["merged mappings", "{{ .Values.b.x }}", { "shop/values.yaml": "a: &a {x: 1}\nb:\n  <<: *a\n  y: 1\n" }],
    [
      "a dependency that is elsewhere",
      "{{ .Values.host }}",
      { "shop/Chart.yaml": `${chartYaml}dependencies: [{name: x}]\n` },
    ],
    ["a library", "{{ .Values.replcas }}", { "shop/Chart.yaml": `${chartYaml}type: library\n` }],
    [
      "names like __proto__",
      "{{ .Values.__proto__.x }}{{ if .Values.constructor }}{{ end }}",
      { "shop/values.yaml": "__proto__: {x: 1}\n" },
    ],
  ])("about %s", async (_, text, more = {}) => {
    expect(await judge(check, chart(text, more), all)).toEqual([]);
  });

  it("about an alias bomb, soon", async () => {
    const lines = Array.from(
      { length: 30 },
      (_, index) => `a${index + 1}: &a${index + 1} {x: *a${index}, y: *a${index}}`,
    );
    const bomb = `a0: &a0 {x: 1}\n${lines.join("\n")}\n`;
    const text = `{{ .Values.a30${".x".repeat(30)}.z }}`;
    expect(await judge(check, chart(text, { "shop/values.yaml": bomb }), all)).toEqual([]);
  });
});
