/** Sound templates, mutated at random from a fixed seed. `PLUMBLINE_FUZZ=100000` runs that many rounds instead of a few thousand. */

import { expect, it } from "@jest/globals";
import { mostProblems, parseGoTemplate } from "../../../languages/go-template/parse.ts";
import type { GoTemplateFile } from "../../../languages/go-template/tree.ts";
import { inclusionsIn } from "../../../languages/helm/definitions.ts";
import { valueUsesIn } from "../../../languages/helm/value-uses.ts";
import { faultOfProblems, faultOfTree, visited } from "../faults.ts";
import { fuzz, fuzzRounds, fuzzTime } from "../fuzz.ts";
import { mutate, partOf } from "../mutations.ts";
import type { Random } from "../random.ts";

const rounds = fuzzRounds();

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
  const text = random.pick(soundTexts);
  return mutate(random.chance(0.5) ? partOf(text, random) : text, insertions, random);
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

let sound = 0;

function faultOf(text: string): string | undefined {
  const { tree, problems } = parseGoTemplate(text);
  if (problems.length > mostProblems) return "too many problems";
  if (problems.length === 0) sound += 1;
  valueUsesIn(tree);
  inclusionsIn(tree);
  return faultOfProblems(problems, text.length) ?? faultOfTree(tree, text.length, visited) ?? faultOfCover(tree, text);
}

it("finds a fault that is planted", () => {
  const { tree } = parseGoTemplate(deployment);
  const [first, ...others] = tree.items;
  if (!first) throw new Error("the template has no items");
  const shifted = { ...first, range: [first.range[0], first.range[1] + 5] as const };
  const stretched = { ...tree, items: [shifted, ...others] };
  expect(faultOfTree(stretched, deployment.length, visited)).toMatch(/overlaps/u);
  expect(faultOfCover({ ...tree, items: others.slice(3) }, deployment)).toMatch(/is in no node/u);
});

it("finds nothing wrong with sound texts", () => {
  expect(soundTexts.map((text) => parseGoTemplate(text).problems)).toEqual([[], []]);
  expect(soundTexts.map(faultOf)).toEqual([undefined, undefined]);
});

it(
  `survives ${rounds} mutations`,
  () => {
    sound = 0;
    expect(fuzz({ rounds, seed: 7, text: mutated, faultOf })).toEqual([]);
    expect(sound).toBeGreaterThan(rounds / 20);
  },
  fuzzTime(rounds),
);
