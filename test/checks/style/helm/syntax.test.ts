/** Templates that Helm cannot parse, and functions that it does not have: told in charts alone. */

import { describe, expect, it } from "@jest/globals";
import syntax from "../../../../checks/style/helm/syntax.ts";
import unknownFunctions from "../../../../checks/style/helm/unknown-functions.ts";
import { chartYaml, lookAtFiles } from "./look-at-chart.ts";

const inChart = (text: string) => ({ "shop/Chart.yaml": chartYaml, "shop/templates/a.yaml": text });

describe("style/helm/syntax", () => {
  it("tells a block that is never closed, and what that means", async () => {
    expect(await lookAtFiles(syntax, inChart("{{- if .Values.a }}\na: 1\n"))).toEqual([
      "shop/templates/a.yaml: `{{- if .Values.a }}` is never closed: its `end` is missing. Helm cannot render the chart.",
    ]);
  });

  it("says nothing of a sound template", async () => {
    expect(await lookAtFiles(syntax, inChart("{{- if .Values.a }}\na: 1\n{{- end }}\n"))).toEqual([]);
  });

  it("leaves templates alone that no chart is around", async () => {
    const found = await lookAtFiles(syntax, { "site/templates/page.yaml": "{{ if .Page.title }}" });
    expect(found).toEqual([
      "site/templates/page.yaml: skipped: belongs to no chart: no `Chart.yaml` beside its `templates`",
    ]);
  });

  it("reads templates in folders below, and charts inside of charts", async () => {
    const files = { "shop/charts/cache/Chart.yaml": chartYaml, "shop/charts/cache/templates/a/b.tpl": "{{ end }}" };
    expect(await lookAtFiles(syntax, files)).toHaveLength(1);
  });
});

describe("style/helm/unknown-functions", () => {
  it.each([
    ["{{ .Values.a | toYAML }}", "`toYAML` is a function that Helm does not have, so it cannot render the chart."],
    ["{{ Values.a }}{{ .b }}", "`Values` is a function that Helm does not have, so it cannot render the chart."],
    ['{{ env "HOME" }}', "Helm has no function `env`: a chart must not depend on the machine that renders it."],
    [
      "{{ if (__proto__ .a) }}{{ end }}",
      "`__proto__` is a function that Helm does not have, so it cannot render the chart.",
    ],
  ])("tells %s", async (text, message) => {
    expect(await lookAtFiles(unknownFunctions, inChart(text))).toEqual([`shop/templates/a.yaml: ${message}`]);
  });

  it("tells each name once a file", async () => {
    expect(await lookAtFiles(unknownFunctions, inChart("{{ foldr .a }}{{ foldr .b }}"))).toHaveLength(1);
  });

  it("knows Go's, Sprig's and Helm's", async () => {
    const text = '{{ printf "%s" (tpl (toYaml .a | sha256sum | trunc 8) .) | nindent 2 }}{{ lookup "v1" "Pod" "" "" }}';
    expect(await lookAtFiles(unknownFunctions, inChart(text))).toEqual([]);
  });

  it("asks what can be read of a broken template", async () => {
    expect(await lookAtFiles(unknownFunctions, inChart("{{ if .a\n{{ foldr .a }}"))).toHaveLength(1);
  });
});
