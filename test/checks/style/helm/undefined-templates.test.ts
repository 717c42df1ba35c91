/** Templates that are included and not defined: told where all that could define them is known. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/helm/undefined-templates.ts";
import { chartYaml, judge, type Files } from "./look-at-chart.ts";

const names = '{{- define "shop.labels" -}}app: shop{{- end }}\n{{ define "shop.name" }}shop{{ end }}';
const use = (name: string) => `metadata:\n  labels: {{- include "${name}" . | nindent 4 }}\n`;
const library =
  "dependencies:\n  - name: common\n    version: 2.x.x\n    repository: oci://registry.example.com/charts\n";

function chart(more: Files, definition = chartYaml): Files {
  return { "shop/Chart.yaml": definition, "shop/templates/_names.tpl": names, ...more };
}

const told = (name: string) =>
  `shop/templates/a.yaml: \`${name}\` is a template that this chart does not define, so Helm cannot render the file.`;

describe("a chart that is known", () => {
  it.each([
    ["include", use("shop.lables"), "shop.lables"],
    ["template", '{{ template "shop.fullname" . }}', "shop.fullname"],
    ["an inclusion in parentheses", '{{ quote (include "web.name" .) }}', "web.name"],
    ["an inclusion in a block", '{{ if .Values.a }}{{ include "web.name" . }}{{ end }}', "web.name"],
  ])("tells %s", async (_, text, name) => {
    expect(await judge(check, chart({ "shop/templates/a.yaml": text }), {})).toEqual([told(name)]);
  });

  it.each<[string, Files]>([
    ["what it defines itself", { "shop/templates/a.yaml": use("shop.labels") }],
    ["names that are put together", { "shop/templates/a.yaml": '{{ include (printf "%s.x" .Chart.Name) . }}' }],
    [
      "what a chart in it defines",
      {
        "shop/templates/a.yaml": use("cache.labels"),
        "shop/charts/cache/Chart.yaml": "name: cache\nversion: 1.0.0\napiVersion: v2\n",
        "shop/charts/cache/templates/_names.tpl": '{{ define "cache.labels" }}a: b{{ end }}',
      },
    ],
    [
      "what the chart around it defines",
      {
        "shop/charts/cache/Chart.yaml": "name: cache\nversion: 1.0.0\napiVersion: v2\n",
        "shop/charts/cache/templates/a.yaml": use("shop.labels"),
      },
    ],
    [
      "what stands in a definition that nothing includes",
      { "shop/templates/b.tpl": `{{ define "x" }}${use("y")}{{ end }}` },
    ],
  ])("is silent about %s", async (_, files) => {
    expect(await judge(check, chart(files), {})).toEqual([]);
  });
});

describe("a chart that is not wholly known", () => {
  it.each<[string, Files]>([
    ["a dependency is elsewhere", chart({ "shop/templates/a.yaml": use("common.names") }, `${chartYaml}${library}`)],
    ["a dependency is packed", chart({ "shop/templates/a.yaml": use("x.y"), "shop/charts/x-1.0.0.tgz": "" })],
    ["a template does not parse", chart({ "shop/templates/a.yaml": use("x.y"), "shop/templates/b.tpl": "{{ define" })],
    ["it is a library", chart({ "shop/templates/a.yaml": use("x.y") }, `${chartYaml}type: library\n`)],
    [
      "another chart takes it in",
      {
        ...chart({ "shop/templates/a.yaml": use("x.y") }),
        "web/templates/_names.tpl": '{{ define "x.y" }}a: b{{ end }}',
        "web/Chart.yaml": 'name: web\nversion: 1.0.0\ndependencies: [{name: shop, repository: "file://../shop"}]\n',
      },
    ],
  ])("is silent where %s", async (_, files) => {
    expect(await judge(check, files, {})).toEqual([]);
  });

  it("tells names that begin with its own", async () => {
    const files = chart({ "shop/templates/a.yaml": use("shop.fullname") }, `${chartYaml}${library}`);
    expect(await judge(check, files, {})).toEqual([told("shop.fullname")]);
  });

  it("tells names that the change takes away", async () => {
    const base = chart(
      { "shop/templates/a.yaml": use("web.port"), "shop/templates/b.tpl": '{{ define "web.port" }}80{{ end }}' },
      `${chartYaml}${library}`,
    );
    const { "shop/templates/b.tpl": _, ...head } = base;
    expect(await judge(check, head, {}, base)).toEqual([told("web.port")]);
  });
});

describe("what was there before", () => {
  it("is not told again", async () => {
    const base = chart({ "shop/templates/a.yaml": use("web.name") });
    const head = { ...base, "shop/templates/b.yaml": "a: {{ .Release.Name }}\n" };
    expect(await judge(check, head, {}, base)).toEqual([]);
  });
});

describe("charts that contain each other", () => {
  it("are read once", async () => {
    const files = {
      "a/Chart.yaml": 'name: a\nversion: 1.0.0\ndependencies: [{name: b, repository: "file://../b"}]\n',
      "b/Chart.yaml": 'name: b\nversion: 1.0.0\ndependencies: [{name: a, repository: "file://../a"}]\n',
      "a/templates/a.tpl": '{{ define "a.name" }}{{ include "a.name" . }}{{ end }}',
    };
    expect(await judge(check, files, {})).toEqual([]);
  });
});
