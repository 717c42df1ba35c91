/** What kube-linter, Polaris and Trivy let off in a manifest is let off here, by checks that exist. */

import { expect, it } from "@jest/globals";
import { catalogue } from "../../../checks/generated/catalogue.ts";
import { indexLines } from "../../../core/text.ts";
import { kubeLinterChecks, polarisChecks, trivyChecks } from "../../../languages/foreign/kubernetes.ts";
import { readYamlForeignWaivers } from "../../../languages/yaml/foreign-waivers.ts";
import { parseYaml } from "../../../languages/yaml/parse.ts";

function waiversIn(annotation: string) {
  const text = `kind: ConfigMap\n---\nkind: Pod\nmetadata:\n  annotations:\n    ${annotation}\nspec: {}\n`;
  return readYamlForeignWaivers(parseYaml(text).tree, text, indexLines(text));
}

it.each([kubeLinterChecks, polarisChecks, trivyChecks])("names checks that exist", (table) => {
  const named = Object.values(table).flatMap((checks) => checks.split(" "));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !catalogue.has(name))).toEqual([]);
});

it.each([
  ["ignore-check.kube-linter.io/latest-tag: built on the node", "style/kubernetes/latest-tag"],
  ["kube-linter.io/ignore-all: gone in May", "security/kubernetes/privileged-container"],
  ["polaris.fairwinds.com/hostPIDSet-exempt: 'true'", "security/kubernetes/host-namespaces"],
  ["polaris.fairwinds.com/exempt: 'true'", "style/kubernetes/cpu-limits"],
])("reads %s", (annotation, rule) => {
  expect(waiversIn(annotation).flatMap(({ rules }) => rules)).toContain(rule);
});

it.each([
  "polaris.fairwinds.com/hostPIDSet-exempt: 'false'",
  "ignore-check.kube-linter.io/__proto__: word",
  "ignore-check.kube-linter.io/unheard-of: word",
  "ignore-check.kube-linter.io/latest-tag: [word]",
])("is silenced by nothing in %s", (annotation) => {
  expect(waiversIn(annotation)).toEqual([]);
});
