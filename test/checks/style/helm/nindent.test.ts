/** `nindent` against the lines above it: told is what no value could put right. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/helm/nindent.ts";
import { chartYaml, lookAtFiles } from "./look-at-chart.ts";

const found = (text: string) => lookAtFiles(check, { "shop/Chart.yaml": chartYaml, "shop/templates/a.yaml": text });
const labels = (blanks: number) => `{{- include "shop.labels" . | nindent ${blanks} }}\n`;

describe("style/helm/nindent", () => {
  it.each([
    [
      "left of the key",
      `spec:\n  labels:\n    ${labels(0)}`,
      "writes further left than `labels` above it, which is indented by 2, so `labels` stays empty.",
    ],
    [
      "left of it, behind an if",
      `spec:\n    labels:\n      {{- if .Values.a }}\n      ${labels(2)}`,
      "writes further left than `labels` above it, which is indented by 4, so `labels` stays empty.",
    ],
    [
      "deeper than a value",
      `labels:\n  app: shop\n  ${labels(4)}`,
      "writes deeper than `app` above it, which is indented by 2 and has its value there, so the result is not YAML.",
    ],
    [
      "deeper than an item's key",
      `- name: a\n  ${labels(6)}`,
      "writes deeper than `name` above it, which is indented by 2 and has its value there, so the result is not YAML.",
    ],
    [
      "between the lines",
      `spec:\n    labels:\n        app: shop\n        ${labels(6)}`,
      "fits no line above it: the nearest ones are indented by 8, 4, 0.",
    ],
  ])("tells one that is %s", async (_, text, message) => {
    expect(await found(text)).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    ["what fits below a key", `labels:\n  ${labels(2)}`],
    ["items as far left as their key", `spec:\n  ports:\n  {{- toYaml .Values.ports | nindent 2 }}\n`],
    ["what goes on beside a value", `labels:\n  app: shop\n  ${labels(2)}`],
    ["what goes on further up", `a:\n  b:\n    c: d\n  ${labels(2)}`],
    ["what comes after another action", `labels:\n    {{- toYaml .Values.a | nindent 4 }}\n  ${labels(2)}`],
    ["what comes after a block", `a:\n    {{- if .x }}\n    b: c\n    {{- end }}\n  ${labels(2)}`],
    ["blocks of text", `data:\n  a: |\n    b: c\n      ${labels(8)}`],
    ["lines with values to fill in", `labels:\n  app: {{ .x }}\n  ${labels(4)}`],
    ["an action behind a key", `spec:\n  labels: ${labels(4)}`],
    ["numbers that are computed", `labels:\n  {{- toYaml .Values.a | nindent (int .Values.n) }}\n`],
    ["texts that are no YAML", `labels:\n  {{- .Values.a | nindent 0 }}\n`],
    ["the beginning of a definition", `{{ define "a" }}\n${labels(4)}{{ end }}`],
    ["a broken template", `labels:\n  {{- if .a }}\n  ${labels(2)}{{ if`],
    ["many lines", `${"a: b\n".repeat(5_000)}  ${labels(0)}`],
  ])("is silent about %s", async (_, text) => {
    expect(await found(text)).toEqual([]);
  });
});
