/** What the reader of Go templates makes of sound texts, and how it tells the mistakes of broken ones. */

import { describe, expect, it } from "@jest/globals";
import { walk } from "../../../languages/eslint-language.ts";
import { mostProblems, parseGoTemplate } from "../../../languages/go-template/parse.ts";
import { textOfString } from "../../../languages/go-template/string-text.ts";

/** Every node as `type: what it covers`, without text. */
function nodes(text: string): readonly string[] {
  const { tree, problems } = parseGoTemplate(text);
  expect(problems).toEqual([]);
  return [...walk(tree)]
    .filter(({ node, entering }) => entering && node.type !== "GoTemplateFile" && node.type !== "GoTemplateText")
    .map(({ node }) => `${node.type.replace("GoTemplate", "")}: ${text.slice(...node.range)}`);
}

/** Every problem as `what it covers: message`. */
function problems(text: string): readonly string[] {
  return parseGoTemplate(text).problems.map(({ range, message }) => `${text.slice(...range)}: ${message}`);
}

describe("sound texts", () => {
  it("reads a pipeline into commands and operands", () => {
    expect(nodes('{{- .Values.image | default "nginx" | quote -}}')).toEqual([
      'Action: {{- .Values.image | default "nginx" | quote -}}',
      'Pipeline: .Values.image | default "nginx" | quote',
      "Command: .Values.image",
      "Field: .Values.image",
      'Command: default "nginx"',
      "Function: default",
      'String: "nginx"',
      "Command: quote",
      "Function: quote",
    ]);
  });

  it("joins what stands close together, and keeps apart what does not", () => {
    expect(nodes("{{ f $.a.b (index .c 0).d . .e }}").slice(3)).toEqual([
      "Function: f",
      "Variable: $.a.b",
      "Chain: (index .c 0).d",
      "Parentheses: (index .c 0)",
      "Pipeline: index .c 0",
      "Command: index .c 0",
      "Function: index",
      "Field: .c",
      "Literal: 0",
      "Dot: .",
      "Field: .e",
    ]);
  });

  it("nests blocks, with their branches", () => {
    const text = "{{ range $i, $e := .a }}{{ if $e }}x{{ else if .b }}y{{ else }}z{{ end }}{{ break }}{{ end }}";
    const { tree, problems: none } = parseGoTemplate(text);
    expect(none).toEqual([]);
    const [block] = tree.items;
    expect(block).toMatchObject({ keyword: "range", range: [0, text.length], pipeline: { declares: true } });
    const [inner] = block?.type === "GoTemplateBlock" ? block.items : [];
    expect(inner).toMatchObject({ keyword: "if", alternatives: [{ keyword: "if" }, {}] });
  });

  it.each([
    ["definitions and calls of them", '{{ define "shop.name" }}{{ .Chart.Name }}{{ end }}{{ template "shop.name" . }}'],
    ["a call without anything to hand on", '{{ template "shop.name" }}'],
    ["a block with what it is given", '{{ block "shop.labels" .Values }}app: {{ .app }}{{ end }}'],
    ["comments, trimmed or not", "{{/* a */}}{{- /* b\n c */ -}}{{- /* d */}}"],
    ["texts in backquotes over lines", "{{ tpl `a\n{{ b }}` . }}"],
    ["numbers of every kind", "{{ list 1 -1 +2.5 1e9 0x1F 0b11 0o17 1_000 .5 'a' }}"],
    ["an action over several lines", "{{ dict\n  `a` 1\n  `b` 2\n}}"],
    ["variables that are set again", "{{ $a := 1 }}{{ if .b }}{{ $a = 2 }}{{ end }}{{ $a }}"],
    ["variables of a range", "{{ range $key, $value := .a }}{{ $key }}={{ $value }}{{ else }}none{{ end }}"],
    ["else with", "{{ with .a }}{{ . }}{{ else with .b }}{{ . }}{{ end }}"],
    ["names of other alphabets", "{{ .Wért.größe }}"],
    ["escapes", String.raw`{{ "\n\t\\\"\x41\u00e9\101" }}`],
    ["braces that mean nothing", "{ {a} } }}"],
    ["a condition that pipes", '{{ if and .a (eq (.b | toString) "c") }}{{ end }}'],
    ["a pipe to nothing, as Go does", "{{ .a | quote | }}"],
    ["nothing at all", ""],
  ])("reads %s", (_, text) => {
    expect(parseGoTemplate(text).problems).toEqual([]);
  });

  it("keeps comments with their braces", () => {
    expect(parseGoTemplate("a: {{- /* why */ -}} 1").tree.comments).toEqual([
      { type: "Comment", range: [3, 20], text: "why" },
    ]);
  });

  it("says what a string stands for", () => {
    expect([String.raw`"a\n\x41\u00e9\101\""`, "`a\\n`"].map(textOfString)).toEqual(['a\nAéA"', "a\\n"]);
  });
});

describe("mistakes", () => {
  it.each<[string, string, readonly string[]]>([
    [
      "a block that is never closed",
      "a\n{{- if .Values.a }}\nb\n",
      ["{{- if .Values.a }}: `{{- if .Values.a }}` is never closed: its `end` is missing."],
    ],
    [
      "of several blocks the one whose end is missing, by the margins",
      "{{ if .a }}\n  {{ range .b }}\n    x\n{{ end }}\n",
      ["{{ range .b }}: `{{ range .b }}` is never closed: its `end` is missing."],
    ],
    [
      "a definition that is never closed, and no echo of it",
      '{{ define "a" }}\nx\n{{ define "b" }}\ny\n{{ end }}\n',
      ['{{ define "a" }}: `{{ define "a" }}` is never closed: its `end` is missing.'],
    ],
    [
      "an end too many",
      "{{ if .a }}{{ end }}{{ end }}",
      ["{{ end }}: This `end` belongs to no block: every block above it is closed."],
    ],
    [
      "an else without a block",
      "{{ else }}",
      ["{{ else }}: This `else` belongs to no block: every block above it is closed."],
    ],
    ["a second else", "{{ if .a }}{{ else }}{{ else }}{{ end }}", ["{{ else }}: This `if` had its `else` already."]],
    ["else if after with", "{{ with .a }}{{ else if .b }}{{ end }}", ["if: `else if` cannot follow `with`."]],
    [
      "an action that is never closed",
      "a: {{ .Values.a\nb: {{ .c }}",
      ["{{ .Values.a: `{{ .Values.a` is never closed: its `}}` is missing."],
    ],
    ["a single closing brace", "a: {{ .Values.a }\nb: 1\n", ["}: One closing brace does not end an action."]],
    [
      "a comment that is never closed",
      "{{/* a\nb",
      ["{{/* a: This comment is never closed, so the rest of the file belongs to it."],
    ],
    [
      "a comment with a blank before it",
      "{{ /* a */ }}",
      ["{{ /* a */ }}: A comment fills its braces alone, with no blank between the braces and its marks."],
    ],
    ["a string that is never closed", '{{ quote "a }}\nb', ['"a }}: The quote at `"a }}` is not closed on its line.']],
    [
      "an unknown escape",
      String.raw`{{ regexMatch "^\d+$" .a }}`,
      [String.raw`"^\d+$": ` + "`\\d` is no escape sequence that Go knows."],
    ],
    [
      "single quotes around a text",
      "{{ default 'a b' .c }}",
      ["'a b': `'a b'` is in single quotes, which hold one character."],
    ],
    [
      "a key with a dash",
      "{{ .Values.my-key }}",
      [".my-key: `.my-key` is read as a subtraction: a key with a dash cannot be reached by a dot."],
    ],
    [
      "a variable that nobody declared",
      "{{ $name := 1 }}{{ $nme }}",
      ["$nme: `$nme` is not declared where it is used."],
    ],
    [
      "a variable behind its block",
      "{{ if .a }}{{ $b := 1 }}{{ end }}{{ $b }}",
      ["$b: `$b` is not declared where it is used."],
    ],
    [
      "a variable of outside in a definition",
      '{{ $a := 1 }}{{ define "x" }}{{ $a }}{{ end }}',
      ["$a: `$a` is not declared where it is used."],
    ],
    ["an open parenthesis", "{{ if (eq .a 1 }}{{ end }}", ["(: This `(` is never closed."]],
    ["a closing parenthesis too many", "{{ eq .a 1) }}", ["): `)` cannot stand here."]],
    ["a condition without a value", "{{ if }}{{ end }}", ["{{ if }}: This `if` says nothing of what it is about."]],
    ["an empty action", "{{ }}", ["{{ }}: This action is empty."]],
    ["two pipes", "{{ .a || .b }}", ["|: Two `|` stand behind each other."]],
    ["a pipe to a text", '{{ .a | "b" }}', ['"b": What the `|` hands on has to go to a function, and this is none.']],
    ["operators of other languages", "{{ if .a && .b }}{{ end }}", ["&: `&` has no meaning in a template's action."]],
    ["a keyword as an argument", "{{ default end .a }}", ["end: `end` cannot stand here."]],
    [
      "a template whose name is put together",
      '{{ template (printf "%s" .a) . }}',
      ["(: `template` needs the name of a template, in quotes."],
    ],
    [
      "a definition inside of a block",
      '{{ if .a }}{{ define "x" }}y{{ end }}{{ end }}',
      ['{{ define "x" }}: This `define` stands inside of `if`, and Go takes it at the top of a file alone.'],
    ],
    [
      "the same name twice",
      '{{ define "x" }}a{{ end }}{{ define "x" }}b{{ end }}',
      ['"x": `x` is defined twice in this file.'],
    ],
    [
      "break outside of a range",
      "{{ if .a }}{{ break }}{{ end }}",
      ["{{ break }}: `break` stands outside of every `range`."],
    ],
    ["a call with brackets", "{{ include(.a) }}", ["(: `(` cannot stand here."]],
    ["a text that touches a name", "{{ $a:=1 }}{{ $b=2 }}", ["$b=: `$b` runs into `=`."]],
    ["a NUL byte", "{{ .a \u0000 }}", ["\u0000: The character U+0000 has no meaning in a template's action."]],
  ])("tells %s", (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it("tells each mistake once and reads on", () => {
    const text = "{{ if .a || .b }}\n{{ .b-c }}\n{{ end }}\n{{ include `x` . }}\n";
    const { tree, problems: found } = parseGoTemplate(text);
    expect(found).toHaveLength(2);
    expect(tree.items.map(({ type }) => type)).toEqual([
      "GoTemplateBlock",
      "GoTemplateText",
      "GoTemplateAction",
      "GoTemplateText",
    ]);
  });

  it.each<[string, string]>([
    ["braces without end", "{{".repeat(500_000)],
    ["blocks without end", "{{ if .a }}".repeat(100_000)],
    ["parentheses without end", `{{ ${"(".repeat(200_000)}`],
    ["ends without blocks", "{{ end }}".repeat(100_000)],
    ["quotes without end", '{{ "'.repeat(200_000)],
    ["comments without end", "{{/*".repeat(200_000)],
    ["one long line", `{{ .a }}${" ".repeat(5_000_000)}{{ .b }`],
    ["a very long name", `{{ .${"a".repeat(1_000_000)} }}`],
  ])("ends soon and says little about %s", (_, text) => {
    expect(parseGoTemplate(text).problems.length).toBeLessThanOrEqual(mostProblems);
  });
});
