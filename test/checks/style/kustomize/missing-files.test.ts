/** What a kustomization names and is not there; what is made elsewhere is left alone. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/kustomize/missing-files.ts";
import { memoryDifferential } from "../../../core/memory-differential.ts";
import { observeModule } from "../terraform/observe.ts";

const deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\n";

const overlay = (lines: string) => ({ "k8s/prod/kustomization.yaml": lines, "k8s/prod/deployment.yaml": deployment });

describe("style/kustomize/missing-files", () => {
  it.each([
    ["resources: [deploymnt.yaml]", "deploymnt.yaml", "Write `deployment.yaml`, or add the file."],
    ["resources:\n  - ./deployment.yml", "./deployment.yml", "Write `deployment.yaml`, or add the file."],
    ["resources: [../base]", "../base", "Delete the line, or add the file."],
    ["bases: [../base]", "../base", "Delete the line, or add the file."],
    ["components: [../tls]", "../tls", "Delete the line, or add the file."],
    ["patches: [{path: replicas.yaml}]", "replicas.yaml", "Delete the line, or add the file."],
    ["patchesStrategicMerge: [memory.yaml]", "memory.yaml", "Delete the line, or add the file."],
    ["patchesJson6902: [{target: {kind: Deployment}, path: m.json}]", "m.json", "Delete the line, or add the file."],
    [
      "configMapGenerator: [{name: a, files: [logging=log.conf]}]",
      "logging=log.conf",
      "Delete the line, or add the file.",
    ],
    ["configMapGenerator: [{name: a, envs: [api.env]}]", "api.env", "Delete the line, or add the file."],
    ["configurations: [names.yaml]", "names.yaml", "Delete the line, or add the file."],
    ["replacements: [{path: host.yaml}]", "host.yaml", "Delete the line, or add the file."],
  ])("tells %s", async (text, piece, advice) => {
    const { findings, places } = await observeModule(check, overlay(text));
    expect(places).toEqual([expect.stringContaining(piece)]);
    expect(findings.map((finding) => finding.advice)).toEqual([advice]);
  });

  it.each([
    "resources: [deployment.yaml]",
    "resources: [./deployment.yaml, https://example.com/crds.yaml]",
    "resources: ['github.com/harbour/infra//base?ref=v1', 'git@github.com:harbour/infra', example.com/harbour/infra]",
    "resources: ['../../../elsewhere/base', /etc/base]",
    "resources: ['${BASE}', {}]",
    "resources: 3",
    "patches: [{patch: 'kind: Deployment', target: {kind: Deployment}}]",
    "patchesStrategicMerge:\n  - |-\n    apiVersion: apps/v1\n    kind: Deployment\n",
    "transformers:\n  - |-\n    apiVersion: builtin\n    kind: NamespaceTransformer\n",
    "secretGenerator: [{name: a, files: [tls.key], envs: [password.env]}]",
    "helmCharts: [{name: api, valuesFile: charts/api/values.yaml}]",
    "resources: [deploymnt.yaml",
    "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nresources: [nowhere]",
    "__proto__: {resources: [nowhere]}\nconstructor: [x]",
    "",
  ])("is silent about %s", async (text) => {
    expect((await observeModule(check, overlay(text))).findings).toEqual([]);
  });

  it("tells a folder without a kustomization", async () => {
    const { messages } = await observeModule(check, {
      "base/deployment.yaml": deployment,
      "prod/kustomization.yaml": "resources: [../base]",
    });
    expect(messages).toEqual([
      "`../base` under `resources` is a folder without a kustomization, so this one does not build.",
    ]);
  });

  it("reads `Kustomization` without an ending, and takes a folder with one for a base", async () => {
    const { places } = await observeModule(check, {
      Kustomization: "resources: [base, nowhere]",
      "base/kustomization.yml": "resources: []",
    });
    expect(places).toEqual(["Kustomization:1 nowhere"]);
  });

  it("leaves files alone that git is told to ignore, unless this change takes them away", async () => {
    const head = {
      ...overlay("configMapGenerator: [{name: a, files: [version.txt]}]"),
      ".gitignore": "# made\n*.txt\n",
    };
    expect((await observeModule(check, head)).findings).toEqual([]);
    const base = { ...head, "k8s/prod/version.txt": "1" };
    expect((await observeModule(check, head, { base })).messages).toEqual([
      "`version.txt` under `configMapGenerator` is not there any more: this change deletes it.",
    ]);
  });

  it("tells an overlay that the change leaves alone about a file that it deletes", async () => {
    const base = { ...overlay("resources: [deployment.yaml, service.yaml]"), "k8s/prod/service.yaml": "kind: Service" };
    const { "k8s/prod/service.yaml": _gone, ...head } = base;
    const { places, messages } = await observeModule(check, head, { base });
    expect(places).toEqual(["k8s/prod/kustomization.yaml:1 service.yaml"]);
    expect(messages).toEqual(["`service.yaml` under `resources` is not there any more: this change deletes it."]);
  });

  it("writes the new name of a base that the change renames", async () => {
    const before = { "base/kustomization.yaml": "resources: []", "prod/kustomization.yaml": "resources: [../base]" };
    const after = { "apps/api/kustomization.yaml": "resources: []", "prod/kustomization.yaml": "resources: [../base]" };
    const change = memoryDifferential(before, after, {
      files: [
        {
          path: "apps/api/kustomization.yaml",
          previousPath: "base/kustomization.yaml",
          status: "renamed",
          kind: "file",
          additions: 0,
          deletions: 0,
        },
      ],
    });
    const { findings } = await check.look(change, { options: {}, schemas: {} });
    expect(findings.map(({ message, fix }) => [message, fix?.edits[0]?.text])).toEqual([
      ["`../base` under `resources` is not there any more: this change calls it `apps/api`.", "../apps/api"],
    ]);
  });

  it("leaves what was missing before to whoever looks for it", async () => {
    const base = overlay("resources: [deploymnt.yaml]");
    const head = overlay("# a note\nresources: [deploymnt.yaml]");
    expect((await observeModule(check, head, { base })).findings).toEqual([]);
  });

  it("asks for nothing where no kustomization and no deletion is part of the change", async () => {
    const change = memoryDifferential({}, { "k8s/deployment.yaml": deployment });
    expect(await check.look(change, { options: {}, schemas: {} })).toMatchObject({
      skipped: "no change to a kustomization or what it names",
    });
  });
});
