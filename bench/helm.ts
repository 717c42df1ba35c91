/** How long a Helm chart takes: its reading, and all that is asked of it, warm and in a fresh process. */

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { review } from "../core/review.ts";
import type { ChangedFile, Differential, FileContent, Tree } from "../core/differential.ts";
import { packageRoot } from "../engine/package-root.ts";
import { builtInPresets } from "../engine/rule-set/built-in.ts";
import { mergeRuleSet } from "../engine/rule-set/merge.ts";
import { openToolbox } from "../engine/toolbox.ts";
import { familyOf } from "../languages/helm/chart.ts";
import { loadCharts } from "../languages/helm/load.ts";
import { cpuMilliseconds, median, ms } from "./measure.ts";
import type { BenchTable } from "./measure.ts";

const templates = 40;
const runs = 5;

export async function benchHelm(): Promise<BenchTable> {
  const bytes = Object.values(chart()).reduce((sum, text) => sum + text.length, 0);
  const reading = await times(readChart);
  const review = await times(reviewChart);
  const first: number[] = [];
  for (let run = 0; run < runs; run += 1) first.push(await inFreshProcess());
  return {
    title: `Helm: a chart of ${templates} templates, ${(bytes / 1_000).toFixed(0)} kB`,
    head: ["what", "a chart"],
    rows: [
      ["reading: templates, values, dependencies", `${reading.toFixed(1)} ms`],
      ["whole review with the preset `helm`, warm", ms(review)],
      ["the same, first of a fresh process", ms(median(first))],
    ],
    remark: `In one thread, nothing cached. Processor time, medians of ${runs} passes after as many; the fresh process loads the checks as well.`,
  };
}

async function times(run: () => Promise<void>): Promise<number> {
  for (let warming = 0; warming < runs; warming += 1) await run();
  const measured: number[] = [];
  for (let pass = 0; pass < runs; pass += 1) measured.push(await cpuMilliseconds(run));
  return median(measured);
}

async function readChart(): Promise<void> {
  const [read] = await loadCharts(treeOf(chart()), ["shop/Chart.yaml"]);
  if (!read || familyOf(read)[0]?.templates.length !== templates + 1) throw new Error("the chart was not read");
}

async function reviewChart(): Promise<void> {
  const files = chart();
  const presets = await builtInPresets();
  const ruleSet = mergeRuleSet({ extends: ["helm"], rules: [], ignore: [], schemas: {} }, presets);
  const toolbox = openToolbox({ workers: 0 });
  const differential: Differential = {
    repository: "bench",
    base: treeOf({}),
    head: treeOf(files),
    files: Object.keys(files).map((path): ChangedFile => {
      return { path, status: "added", kind: "file", additions: 1, deletions: 0 };
    }),
    commits: [],
  };
  const report = await review(differential, { ...ruleSet, origin: "bench" }, toolbox);
  await toolbox.close();
  const found = report.outcomes.flatMap((each) => (each.status === "checked" ? each.annotations : []));
  if (found.some(({ rule }) => rule.includes("helm"))) throw new Error(`the chart is not sound: ${found[0]?.message}`);
}

async function inFreshProcess(): Promise<number> {
  const script = `
    const { firstChart } = await import(${JSON.stringify(join(packageRoot(), "dist/bench/helm.js"))});
    console.log(await firstChart());`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
  return Number(stdout);
}

/** Milliseconds that the first review of this process keeps the processor busy. */
export async function firstChart(): Promise<number> {
  return cpuMilliseconds(reviewChart);
}

function treeOf(files: Readonly<Record<string, string>>): Tree {
  const paths = Object.keys(files).sort();
  return {
    list: async (folder) =>
      paths
        .filter((path) => folder === "" || path.startsWith(`${folder}/`))
        .map((path) => ({ path, kind: "file" as const })),
    read: async (asked) =>
      new Map(
        asked.map((path): [string, FileContent] => {
          const text = files[path];
          return [path, text === undefined ? { kind: "missing" } : { kind: "text", text, byteOrderMark: false }];
        }),
      ),
  };
}

function chart(): Readonly<Record<string, string>> {
  const numbers = Array.from({ length: templates }, (_, number) => number);
  return {
    "shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
    "shop/values.yaml": numbers.map(values).join(""),
    "shop/templates/_names.tpl": names,
    ...Object.fromEntries(numbers.map((number) => [`shop/templates/part-${number}.yaml`, template(number)])),
  };
}

const names = `{{- define "shop.fullname" -}}
{{- .Values.nameOverride | default .Release.Name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- define "shop.labels" -}}
app.kubernetes.io/name: {{ include "shop.fullname" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}
`;

function values(number: number): string {
  return `part${number}:\n  enabled: true\n  replicas: 2\n  image:\n    repository: registry.example.com/part\n    tag: v1\n  resources: {}\n  env: []\n`;
}

function template(number: number): string {
  const part = `.Values.part${number}`;
  return `{{- if ${part}.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}-part-${number}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  replicas: {{ ${part}.replicas }}
  selector:
    matchLabels:
      {{- include "shop.labels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "shop.labels" . | nindent 8 }}
    spec:
      containers:
        - name: part
          image: "{{ ${part}.image.repository }}:{{ ${part}.image.tag }}"
          {{- with ${part}.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          env:
            {{- range ${part}.env }}
            - name: {{ .name }}
              value: {{ .value | quote }}
            {{- end }}
{{- end }}
`;
}
