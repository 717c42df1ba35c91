/** Comments of other tools: which rules of ours they silence, on which lines, and which say nothing to us. */

import { describe, expect, test } from "@jest/globals";
import { openDocument } from "../../../core/open-document.ts";
import { indexLines } from "../../../core/text.ts";
import type { Waiver } from "../../../core/waiver.ts";
import { mentions } from "../../../languages/foreign/forms.ts";
import { readForeignWaivers } from "../../../languages/foreign/read.ts";
import { findMentions } from "../../../languages/text/comments.ts";
import { parseTextDocument } from "../../../languages/text/document.ts";
import { parseYamlDocument } from "../../../languages/yaml/document.ts";
import { readYamlForeignWaivers } from "../../../languages/yaml/foreign-waivers.ts";
import { parseYaml } from "../../../languages/yaml/parse.ts";

/** As if every rule of every tool had a counterpart of its own name. */
const names = [
  "one",
  "two",
  "dl3006",
  "ckv_k8s_20",
  "ksv014",
  "140chars",
  "artipacked",
  "promql/rate",
  "yaml[truthy]",
  "run-as-non-root",
];
const everyRule = () => new Map(names.map((name) => [name, [`ours/${name}`]]));

const told = (waivers: readonly Waiver[]) =>
  waivers.map(({ origin, rules, covers, reason }) => [
    origin,
    rules.map((rule) => rule.replace("ours/", "")),
    ...covers,
    reason,
  ]);

const ofYaml = (text: string) => told(readYamlForeignWaivers(parseYaml(text).tree, text, indexLines(text), everyRule));
const ofText = (text: string) =>
  told(readForeignWaivers(findMentions(text, mentions), { text, lines: indexLines(text), counterparts: everyRule }));

test.each<[string, string, readonly unknown[]]>([
  ["yamllint, its line", "a: yes # yamllint disable-line rule:one\n", ["yamllint", ["one"], 1, 1, undefined]],
  [
    "yamllint, alone",
    "# yamllint disable-line rule:one rule:two\na: yes\n",
    ["yamllint", ["one", "two"], 2, 2, undefined],
  ],
  [
    "yamllint, a block",
    "a: 1\n# yamllint disable rule:one\nb: 1\n# yamllint enable rule:one\nc: 1\n",
    ["yamllint", ["one"], 2, 4, undefined],
  ],
  ["yamllint, all to the end", "a: 1\n# yamllint disable\nb: 1\n", ["yamllint", names, 2, 3, undefined]],
  ["yamllint, the file", "# yamllint disable-file\na: 1\n", ["yamllint", names, 1, 2, undefined]],
  ["gitleaks", "a: 1 # gitleaks:allow\n", ["gitleaks", names, 1, 1, undefined]],
  ["TruffleHog", "a: 1 # trufflehog:ignore\n", ["trufflehog", names, 1, 1, undefined]],
  ["detect-secrets", "a: 1 # pragma: allowlist secret\n", ["detect-secrets", names, 1, 1, undefined]],
  ["detect-secrets, above", "# pragma: allowlist nextline secret\na: 1\n", ["detect-secrets", names, 2, 2, undefined]],
  ["ansible-lint", "a: yes # noqa: yaml[truthy] risky\n", ["ansible-lint", ["yaml[truthy]"], 1, 1, undefined]],
  [
    "checkov",
    "a: 1\n---\n# checkov:skip=CKV_K8S_20:the vendor's\nb: 1\nc: 1\n",
    ["checkov", ["ckv_k8s_20"], 2, 6, "the vendor's"],
  ],
  ["trivy", "# trivy:ignore:KSV014\na: 1\n", ["trivy", ["ksv014"], 2, 2, undefined]],
  ["kics", "# kics-scan ignore-line\na: 1\n", ["kics", names, 2, 2, undefined]],
  ["zizmor", "uses: x # zizmor: ignore[artipacked] needed later\n", ["zizmor", ["artipacked"], 1, 1, "needed later"]],
  ["pint", "# pint disable promql/rate(up)\nexpr: up\n", ["pint", ["promql/rate"], 2, 2, undefined]],
  ["pint, a line", "expr: up # pint ignore/line\n", ["pint", names, 1, 1, undefined]],
  [
    "kube-linter",
    "kind: Pod\nmetadata:\n  annotations:\n    ignore-check.kube-linter.io/run-as-non-root: an old image\n",
    ["kube-linter", ["run-as-non-root"], 1, 5, "an old image"],
  ],
  [
    "checkov's annotation",
    "kind: Pod\nmetadata:\n  annotations:\n    checkov.io/skip1: CKV_K8S_20=an old image\n",
    ["checkov", ["ckv_k8s_20"], 1, 5, "an old image"],
  ],
])("%s", (_name, text, expected) => {
  expect(ofYaml(text)).toEqual([expected]);
});

test.each<[string, string, readonly unknown[]]>([
  ["hadolint", "# hadolint ignore=DL3006,SC2046\nFROM debian\n", ["hadolint", ["dl3006"], 2, 2, undefined]],
  ["hadolint, the file", "# hadolint global ignore=DL3006\nFROM debian\n", ["hadolint", ["dl3006"], 1, 2, undefined]],
  ["puppet-lint, its line", "x # lint:ignore:140chars a URL\n", ["puppet-lint", ["140chars"], 1, 1, "a URL"]],
  [
    "puppet-lint, a block",
    "# lint:ignore:140chars lint:ignore:one\nx\n# lint:endignore\ny\n",
    ["puppet-lint", ["140chars", "one"], 1, 3, undefined],
  ],
])("%s", (_name, text, expected) => {
  expect(ofText(text)).toEqual([expected]);
});

describe("what says nothing", () => {
  test.each([
    ["another word of yamllint", "# yamllint disable-everything\na: 1\n"],
    ["a sentence about yamllint", "# yamllint disable this one day\na: 1\n"],
    ["a rule without a counterpart", "# yamllint disable-line rule:line-length\na: 1\n"],
    ["in a string", 'a: "# yamllint disable"\n'],
    ["a name from elsewhere", "# yamllint disable-line rule:__proto__ rule:constructor\na: 1\n"],
    ["an annotation that is none", "metadata:\n  annotations:\n    - checkov.io/skip1\n"],
    ["text that does not parse", "a: [\n# noqa\n  b: : {\n"],
  ])("%s", (_name, text) => {
    expect(ofYaml(text)).toEqual([]);
  });

  test("endless comments are read in time that grows with them", () => {
    const text = `# yamllint disable ${"rule:one ".repeat(50_000)}\n# lint:ignore:${"a ".repeat(50_000)}\na: 1\n`;
    expect(ofYaml(text)).toEqual([["yamllint", ["one"], 1, 3, undefined]]);
    expect(ofText(`# hadolint ignore=${",".repeat(200_000)}\n`)).toEqual([]);
  });
});

test("documents bring them along, for the checks that there are", () => {
  const open = (path: string, text: string) => openDocument(path, { kind: "text", text, byteOrderMark: false });
  const yaml = parseYamlDocument(open("k8s/api.yaml", "a: yes # yamllint disable-line rule:truthy\n"));
  expect(yaml.waivers).toMatchObject([{ origin: "yamllint", rules: ["style/yaml/ambiguous-scalars"], covers: [1, 1] }]);
  const text = parseTextDocument(open("Dockerfile", "# hadolint ignore=DL3006\nFROM debian\n"));
  expect(text.waivers).toMatchObject([{ origin: "hadolint", rules: ["style/docker/missing-tag"], covers: [2, 2] }]);
});
