/** Fields that Kustomize has replaced, each with its successor. */

import { expect, it } from "@jest/globals";
import check from "../../../../checks/style/kustomize/deprecated-fields.ts";
import { openDocument } from "../../../../core/open-document.ts";
import { parseYamlDocument } from "../../../../languages/yaml/document.ts";

async function told(text: string): Promise<readonly string[]> {
  const document = openDocument("k8s/kustomization.yaml", { kind: "text", text, byteOrderMark: false });
  const { findings } = await check.look(parseYamlDocument(document), { options: {}, facts: undefined });
  return findings.map(({ at, advice }) => `${text.slice(...(at?.range ?? [0, 0]))}: ${advice ?? ""}`);
}

it.each([
  ["bases: [../base]", "bases: Move its entries to `resources`."],
  ["patchesStrategicMerge: [a.yaml]", "patchesStrategicMerge: Move its entries to `patches`, each as `- path: FILE`."],
  ["patchesJson6902: [{path: a.yaml}]", "patchesJson6902: Rename it to `patches`; its entries stay as they are."],
  ["vars: [{name: HOST}]", "vars: Write `replacements`, which name their source and their targets."],
  ["commonLabels: {app: api}", "commonLabels: Write `labels` with `includeSelectors: true`"],
  ["configMapGenerator: [{name: a, env: a.env}]", "a.env: Write `envs` with a list."],
])("tells %s", async (text, expected) => {
  expect(await told(text)).toEqual([expect.stringContaining(expected)]);
});

it.each([
  "resources: [a.yaml]\nlabels: [{pairs: {app: api}}]\npatches: [{path: a.yaml}]",
  "bases:",
  "configMapGenerator: [{name: a, envs: [a.env]}]",
  "bases: [../base",
  "[]",
  "",
])("is silent about %s", async (text) => {
  expect(await told(text)).toEqual([]);
});
