/** Templates of alerts: what they read, and what the server would refuse. */

import { expect, test } from "@jest/globals";
import { readTemplate } from "../../../languages/prometheus/template.ts";

test.each([
  ["nothing", "The disk is full", []],
  ["a label", "{{ $labels.instance }} is down", ["label instance"]],
  ["a label by its long name", "{{ .Labels.instance }} of {{ $.Labels.job }}", ["label instance", "label job"]],
  ["a label by an index", '{{ index $labels "instance" }}', ["label instance"]],
  ["all labels", "{{ $labels }}", ["labels "]],
  ["the value", "{{ $value | humanizePercentage }} {{ .Value }}", ["value ", "value "]],
  ["a loop", '{{ range query "up" }}{{ .Labels.job }}{{ end }}', []],
  [
    "a branch",
    '{{ if eq $labels.job "a" }}{{ $labels.b }}{{ else if true }}{{ .Labels.c }}{{ end }}',
    ["label job", "label b", "label c"],
  ],
  ["a variable", '{{ $x := $labels.job }}{{ with printf "%s" $x }}{{ . | first | value }}{{ end }}', ["label job"]],
  ["trim marks and comments", "{{- /* why */ -}} {{- $labels.job -}}", ["label job"]],
])("%s is read", (_, text, uses) => {
  const template = readTemplate(text);
  expect(template.fault).toBeUndefined();
  expect(template.uses.map(({ kind, name }) => `${kind} ${name}`)).toEqual(uses);
});

test.each([
  ["{{ $label.instance }}", "$label: `$label` is not defined"],
  ["{{ $value | humanise }}", "humanise: `humanise` is no function of Prometheus' templates"],
  ["{{ $labels.job }", "{{ $labels.job }: `{{` is closed by a single `}`"],
  ["{{ $labels.job", "{{ $labels.job: `{{` is never closed"],
  ["{{ if $value }}", "if: `if` has no `end`"],
  ["{{ end }}", "end: `end` closes nothing"],
  ["{{ else }}", "else: `else` stands outside of `if`, `range` and `with`"],
  ["{{ $value | }}", "|: a value is missing behind `|`"],
  ["{{ (printf $value }}", "(: `(` is never closed"],
  ["{{ 'a }}", "': a text within `{{ … }}` has no closing quote"],
  ["{{ # }}", "#: `#` means nothing within `{{ … }}`"],
])("%s is refused", (text, expected) => {
  const { fault } = readTemplate(text);
  expect(fault && `${text.slice(...fault.range)}: ${fault.message}`).toBe(expected);
});

test("a text of nothing but braces comes to an end", () => {
  expect(readTemplate("{{".repeat(100_000)).fault).toBeDefined();
  expect(readTemplate("{{ if true }}".repeat(20_000)).fault?.message).toBe("`if` has no `end`");
});
