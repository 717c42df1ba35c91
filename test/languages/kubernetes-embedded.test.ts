/** Manifests in ConfigMaps: which are read, and where their findings stand. */

import { beforeAll, expect, it } from "@jest/globals";
import schema from "../../checks/schema/kubernetes.ts";
import privileged from "../../checks/security/kubernetes/privileged-container.ts";
import { openDocument } from "../../core/open-document.ts";
import type { FileCheck } from "../../core/check.ts";
import type { Manifest } from "../../languages/kubernetes/objects.ts";
import { loadLanguage, parseDocument } from "../../languages/parse.ts";

beforeAll(() => loadLanguage("yaml"));

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: crane
spec:
  containers:
    - name: crane
      image: registry.example.com/crane:1.4.2
      securityContext:
        privileged: true
`;

function configMap(text: string, key = "pod.yaml"): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: templates\ndata:\n  ${key}: |\n    ${text.trimEnd().replaceAll("\n", "\n    ")}\n`;
}

async function told<Options>(check: FileCheck<Options, Manifest>, options: Options, text: string) {
  const document = openDocument("k8s/templates.yaml", { kind: "text", text, byteOrderMark: false });
  const { findings } = await check.look(parseDocument(document) as Manifest, { options, facts: undefined });
  return findings.map(({ message, at }) => `${at ? text.slice(...at.range) : ""}: ${message}`);
}

const schemaOptions = { kubernetesVersion: ["1.36" as const], crds: [], skip: [] };

it("are judged as manifests of their own, at the characters in the file around them", async () => {
  const [first, ...more] = await told(privileged, {}, configMap(pod));
  expect(first).toMatch(/^true: Container `crane` of Pod `crane` in ConfigMap `templates` /u);
  expect(more).toEqual([]);
});

it("are held against their schema, but may lack what their reader adds", async () => {
  const misspelt = pod.replace("containers:", "contaners:");
  const found = await told(schema, schemaOptions, configMap(misspelt));
  expect(found).toEqual([expect.stringMatching(/^contaners: `contaners` is not a key of `spec`; did you mean/u)]);
  expect(
    await told(schema, schemaOptions, configMap("apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 2\n")),
  ).toEqual([]);
});

it.each([
  ["templates", pod.replace("crane:1.4.2", "crane:{{ .tag }}")],
  ["texts that do not parse", `${pod}  - [`],
  ["other data", "kind: crane\nprivileged: true\n"],
])("leaves %s alone", async (_, text) => {
  expect(await told(privileged, {}, configMap(text))).toEqual([]);
  expect(await told(schema, schemaOptions, configMap(text))).toEqual([]);
});

it("reads no file whose name says that it is something else", async () => {
  expect(await told(privileged, {}, configMap(pod, "pod.txt"))).toEqual([]);
});
