/** Sound templates, mutated at random from a fixed seed. `PLUMBLINE_FUZZ=100000` runs that many rounds instead of a few thousand. */

import { expect, it } from "@jest/globals";
import { walk, type TreeNode } from "../../../languages/eslint-language.ts";
import { mostProblems, parseGoTemplate } from "../../../languages/go-template/parse.ts";
import type { GoTemplateFile } from "../../../languages/go-template/tree.ts";
import { inclusionsIn } from "../../../languages/helm/definitions.ts";
import { valueUsesIn } from "../../../languages/helm/value-uses.ts";
import { cpuTime } from "../../cpu-time.ts";
import { randomFrom, type Random } from "../hcl/random.ts";

const rounds = Number(process.env["PLUMBLINE_FUZZ"] ?? 3_000);
/** Milliseconds for one text of a few kilobytes, on a machine that has other things to do. */
const patience = 3_000;

const deployment = `{{- /* What runs. */ -}}
{{- $name := include "shop.fullname" . -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name | trunc 63 | quote }}
  labels: {{- include "shop.labels" (dict "root" $ "extra" .Values.labels) | nindent 4 }}
spec:
  {{- if and .Values.replicas (not (.Values.autoscaling).enabled) }}
  replicas: {{ .Values.replicas }}
  {{- else if eq (int .Values.mode) 0x1F }}
  replicas: {{ printf "%d-%s\\n" 1_000 \`raw\` | default 'a' }}
  {{- else }}
  replicas: 1
  {{- end }}
  {{- range $key, $value := .Values.env }}
  {{- if not $value }}{{ continue }}{{ end }}
  - name: {{ $key }}
    value: {{ tpl (toYaml $value) $ }}
  {{- else }}
  - {{ fail "no env" }}
  {{- end }}
`;

const names = `{{- define "shop.fullname" -}}
{{- with .Values.nameOverride }}{{ . }}{{ else with .Release }}{{ .Name }}{{ end -}}
{{- end }}
{{- block "shop.labels" .Values }}
app: {{ template "shop.fullname" $ }}
{{- end }}
{{- $a := 1 }}{{ $a = add $a (index (list 1 2) 0) }}{{ $a | }}
`;

const soundTexts: [string, ...string[]] = [deployment, names];

const insertions = [
  ..."{}()\"'\`.,=:|-/*$&%#",
  ..."\n\r\t \u0000🚀é",
  ...["{{", "}}", "{{-", "-}}", "{{ end }}", "{{ else }}", "{{ if .a }}", "{{ range .b }}", "{{/*", "*/}}", ":="],
  ...['{{ define "x" }}', "{{ break }}", " | ", "$x", ".Values.a", "1e9", "0x", '"\\q"', "nindent 4", "__proto__"],
] as [string, ...string[]];

function mutated(random: Random): string {
  let text: string = random.pick(soundTexts);
  const start = random.below(text.length);
  if (random.chance(0.5)) text = text.slice(start, start + 20 + random.below(600));
  for (let left = random.below(5); left > 0; left -= 1) text = mutateOnce(text, random);
  return text;
}

function mutateOnce(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const length = random.below(random.chance(0.2) ? 60 : 4);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + text.slice(at, at + length).repeat(2) + text.slice(at + length);
    case 2: {
      const from = random.below(text.length + 1);
      return text.slice(0, at) + text.slice(from, from + length) + text.slice(at);
    }
    default:
      return text.slice(0, at) + random.pick(insertions) + text.slice(at);
  }
}

/** What is wrong with the ranges; `undefined` if they nest, in the order of the text. */
function faultOfTree(tree: GoTemplateFile, length: number): string | undefined {
  const ends = new Map<TreeNode, number>();
  for (const { node, parent, entering } of walk(tree)) {
    if (!entering) continue;
    const [start, end] = node.range;
    if (start < 0 || end > length || end < start) return `${node.type} ${start}-${end} is out of bounds`;
    if (!parent) continue;
    if (start < parent.range[0] || end > parent.range[1])
      return `${node.type} ${start}-${end} leaves its ${parent.type}`;
    if (start < (ends.get(parent) ?? 0)) return `${node.type} ${start}-${end} overlaps the one before it`;
    ends.set(parent, end);
  }
  return undefined;
}

/** Whatever is neither text nor comment is in some node: `undefined` if the top of the tree leaves out nothing else. */
function faultOfCover(tree: GoTemplateFile, text: string): string | undefined {
  let end = 0;
  for (const { range } of [...tree.items, ...tree.comments].sort((one, other) => one.range[0] - other.range[0])) {
    if (range[0] > end && text.slice(end, range[0]).trim() !== "") {
      const gap = text.slice(end, range[0]);
      if (!/^\{\{-?\s*(?:end|else)\b/u.test(gap)) return `${JSON.stringify(gap)} is in no node`;
    }
    end = Math.max(end, range[1]);
  }
  return undefined;
}

function faultOf(text: string): string | undefined {
  const { tree, problems } = parseGoTemplate(text);
  if (problems.length > mostProblems) return "too many problems";
  for (const { range, message } of problems) {
    if (range[0] < 0 || range[1] > text.length || range[1] < range[0]) return `range of "${message}"`;
  }
  valueUsesIn(tree);
  inclusionsIn(tree);
  return faultOfTree(tree, text.length) ?? faultOfCover(tree, text);
}

it("finds a fault that is planted", () => {
  const { tree } = parseGoTemplate(deployment);
  const [first, ...others] = tree.items;
  if (!first) throw new Error("the template has no items");
  const shifted = { ...first, range: [first.range[0], first.range[1] + 5] as const };
  expect(faultOfTree({ ...tree, items: [shifted, ...others] }, deployment.length)).toMatch(/overlaps/u);
  expect(faultOfCover({ ...tree, items: others.slice(3) }, deployment)).toMatch(/is in no node/u);
});

it("finds nothing wrong with sound texts", () => {
  expect(soundTexts.map((text) => parseGoTemplate(text).problems)).toEqual([[], []]);
  expect(soundTexts.map(faultOf)).toEqual([undefined, undefined]);
});

it(
  `survives ${rounds} mutations`,
  () => {
    const random = randomFrom(7);
    const faults: string[] = [];
    let sound = 0;
    let slowest = 0;
    for (let round = 0; round < rounds && faults.length < 5; round += 1) {
      const text = mutated(random);
      const started = cpuTime();
      const fault = faultOf(text);
      slowest = Math.max(slowest, cpuTime() - started);
      if (fault !== undefined) faults.push(`${fault} in ${JSON.stringify(text)}`);
      if (parseGoTemplate(text).problems.length === 0) sound += 1;
    }
    expect(faults).toEqual([]);
    expect(slowest).toBeLessThan(patience);
    expect(sound).toBeGreaterThan(rounds / 20);
  },
  60_000 + rounds * 10,
);
