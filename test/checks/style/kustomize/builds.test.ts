/** What goes wrong only when a build is put together: patches that meet nothing, objects that come in twice, circles. */

import { describe, expect, it } from "@jest/globals";
import cycles from "../../../../checks/style/kustomize/cycles.ts";
import duplicates from "../../../../checks/style/kustomize/duplicate-resources.ts";
import patches from "../../../../checks/style/kustomize/unmatched-patch.ts";
import type { Texts } from "../../../core/memory-differential.ts";
import { observeModule } from "../terraform/observe.ts";

const object = (kind: string, name: string, more = "") =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\n${more}`;
const base: Texts = {
  "base/kustomization.yaml": "resources: [api.yaml, service.yaml]",
  "base/api.yaml": object("Pod", "api"),
  "base/service.yaml": object("Service", "api"),
};
const overlay = (lines: string, more: Texts = {}): Texts => ({ ...base, "prod/kustomization.yaml": lines, ...more });
const uses = "resources: [../base]\n";

describe("style/kustomize/unmatched-patch", () => {
  it.each([
    ["patches: [{path: p.yaml}]", "web", "Pod `web`, which the build of `prod` does not have, so Kustomize refuses"],
    ["patchesStrategicMerge: [p.yaml]", "web", "Pod `web`"],
    ["patches: [{target: {kind: Pod, name: web}, path: p.yaml}]", "web", "so the patch changes nothing"],
    ["patches: [{target: {kind: Pod, name: 'web.*'}, path: p.yaml}]", "web", "so the patch changes nothing"],
    ["patches: [{target: {kind: Ingress}, path: p.yaml}]", "web", "for an Ingress, which"],
    ["patchesJson6902: [{target: {kind: Pod, name: web}, path: p.yaml}]", "web", "so Kustomize refuses to build"],
    ["patches: [{target: {kind: Pod, name: api, version: v2}, path: p.yaml}]", "web", "Pod `api` of the version `v2`"],
    ["patches: [{target: {kind: Pod, group: apps}, path: p.yaml}]", "web", "for a Pod, which"],
    [
      "namespace: live\npatches: [{target: {kind: Pod, name: api, namespace: live}, path: p.yaml}]",
      "api",
      "in `live`, a namespace that Kustomize sets only after patches",
    ],
    ["namePrefix: live-\npatches: [{path: p.yaml}]", "live-api", "Pod `live-api`"],
  ])("tells %s", async (text, name, said) => {
    const { messages } = await observeModule(patches, overlay(uses + text, { "prod/p.yaml": object("Pod", name) }));
    expect(messages).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    ["patches: [{path: p.yaml}]", "api"],
    ["patches: [{target: {kind: Pod, name: 'a.*'}, path: p.yaml}]", "web"],
    ["patches: [{target: {kind: Pod, name: '[', labelSelector: 'a=b'}, path: p.yaml}]", "web"],
    ["patches: [{target: {name: api}, path: p.yaml}]", "web"],
    ["patches: [{target: {kind: Pod|Job, version: v.}, path: p.yaml}]", "web"],
    ["namespace: live\npatchesJson6902: [{target: {kind: Pod, name: api, namespace: live}, path: p.yaml}]", "web"],
    ["patches: [{target: {kind: '${KIND}'}, path: p.yaml}]", "web"],
    ["patches: [{path: p.yaml}]", "'${NAME}'"],
    ["patches: [{path: missing.yaml}]", "web"],
    ["patches: [{path: p.yaml}]\nhelmCharts: [{name: web}]", "web"],
    ["generators: [chart.yaml]\npatches: [{path: p.yaml}]", "web"],
    ["configMapGenerator: [{name: web}]\npatches: [{target: {kind: ConfigMap, name: web}, patch: '[]'}]", "web"],
    ["patches:\n  - patch: |-\n      kind: [", "web"],
    ["patches: 3", "web"],
  ])("is silent about %s for %s", async (text, name) => {
    const { messages } = await observeModule(patches, overlay(uses + text, { "prod/p.yaml": object("Pod", name) }));
    expect(messages).toEqual([]);
  });

  it("may meet an object of a base that is not in this repository", async () => {
    const text = "resources: [../base, 'https://example.com/web.yaml']\npatches: [{path: p.yaml}]";
    const { messages } = await observeModule(patches, overlay(text, { "prod/p.yaml": object("Pod", "web") }));
    expect(messages).toEqual([]);
  });

  it("points at the name in the patch, and names the one that is meant", async () => {
    const head = overlay(`${uses}patches: [{path: p.yaml}]`, { "prod/p.yaml": object("Service", "apy") });
    const { findings, places } = await observeModule(patches, head);
    expect(places).toEqual(["prod/p.yaml:3 apy"]);
    expect(findings[0]?.advice).toBe("Write `api`.");
  });

  it("tells the overlay when the base renames what it patches", async () => {
    const before = overlay(`${uses}patches: [{path: p.yaml}]`, { "prod/p.yaml": object("Pod", "api") });
    const after = { ...before, "base/api.yaml": object("Pod", "orders") };
    expect((await observeModule(patches, after, { base: before })).places).toEqual(["prod/p.yaml:3 api"]);
    expect((await observeModule(patches, { ...after, "base/note.yaml": "" }, { base: after })).places).toEqual([]);
  });

  it("tells a component's patch only where none of its users has the object", async () => {
    const head = {
      ...overlay(`${uses}components: [../tls]`),
      "tls/kustomization.yaml": "kind: Component\npatches: [{path: p.yaml}]",
      "tls/p.yaml": object("Pod", "web"),
    };
    expect((await observeModule(patches, head)).places).toEqual(["tls/p.yaml:3 web"]);
    const also = { ...head, "web/kustomization.yaml": "resources: [web.yaml]\ncomponents: [../tls]" };
    expect((await observeModule(patches, { ...also, "web/web.yaml": object("Pod", "web") })).places).toEqual([]);
  });

  it("counts an object that an earlier patch deletes as gone", async () => {
    const text = `${uses}patches: [{path: d.yaml}, {path: p.yaml}]`;
    const gone = object("Pod", "api", "$patch: delete");
    const head = overlay(text, { "prod/d.yaml": gone, "prod/p.yaml": object("Pod", "api") });
    expect((await observeModule(patches, head)).places).toEqual(["prod/p.yaml:3 api"]);
  });
});

describe("style/kustomize/duplicate-resources", () => {
  it.each([
    ["resources: [../base, ../base/api.yaml]", "prod/kustomization.yaml:1 ../base/api.yaml"],
    ["resources: [../base, ../base]", "prod/kustomization.yaml:1 ../base"],
    ["resources: [../base, a.yaml]\nconfigMapGenerator: [{name: api}]", "prod/kustomization.yaml:2 api"],
  ])("tells %s", async (text, place) => {
    const head = overlay(text, { "prod/a.yaml": object("ConfigMap", "api") });
    expect((await observeModule(duplicates, head)).places).toEqual([place]);
  });

  it("says how many more there are, and on which way they come", async () => {
    const { messages } = await observeModule(duplicates, overlay("resources: [../base, ../base]"));
    expect(messages).toEqual([
      "Pod `api` (and 1 more) is in this build twice, so Kustomize refuses to build: `base/api.yaml` comes in on two ways.",
    ]);
  });

  it.each([
    "resources: [../base, other.yaml]",
    "resources: [../base, a, b]",
    "resources: [../base]\nconfigMapGenerator: [{name: api, behavior: merge}]",
    "resources: [a/space, b/space]",
    "resources: [../base, nameless.yaml, nameless.yaml]",
    "resources: [../base, broken.yaml, broken.yaml]",
  ])("is silent about %s", async (text) => {
    const head = overlay(text, {
      "prod/other.yaml": `${object("Pod", "api", "")}`.replace("{name: api}", "{name: api, namespace: other}"),
      "prod/a/kustomization.yaml": "namePrefix: a-\nresources: [../../base]",
      "prod/b/kustomization.yaml": "namespace: b\nresources: [../../base]",
      "prod/a/space/kustomization.yaml": "namespace: a\nresources: [../../system]",
      "prod/b/space/kustomization.yaml": "namespace: b\nresources: [../../system]",
      "prod/system/kustomization.yaml": "resources: [namespace.yaml]",
      "prod/system/namespace.yaml": object("Namespace", "system"),
      "prod/nameless.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {generateName: api-}",
      "prod/broken.yaml": "kind: [",
    });
    expect((await observeModule(duplicates, head)).places).toEqual([]);
  });

  it("points into a file that holds an object twice", async () => {
    const twice = `${object("Pod", "web")}---\n${object("Pod", "web")}`;
    const head = overlay("resources: [web.yaml]", { "prod/web.yaml": twice });
    expect((await observeModule(duplicates, head)).places).toEqual(["prod/web.yaml:7 web"]);
  });

  it("stays quick where a base is used twice at each of many levels", async () => {
    const levels = Array.from({ length: 30 }, (_, level) => [
      `l${level}/kustomization.yaml`,
      `resources: [../l${level + 1}, ../l${level + 1}]`,
    ]);
    const head = {
      ...Object.fromEntries(levels),
      "l30/kustomization.yaml": "resources: [api.yaml]",
      "l30/api.yaml": object("Pod", "api"),
    };
    expect((await observeModule(duplicates, head)).places.length).toBeGreaterThan(0);
  });
});

describe("style/kustomize/cycles", () => {
  it("names the way round", async () => {
    const head = {
      "a/kustomization.yaml": "resources: [../b]",
      "b/kustomization.yaml": "components: [../c]",
      "c/kustomization.yaml": "kind: Component\nresources: [../a]",
    };
    const { messages, places } = await observeModule(cycles, head);
    expect(places).toEqual([
      "a/kustomization.yaml:1 ../b",
      "b/kustomization.yaml:1 ../c",
      "c/kustomization.yaml:2 ../a",
    ]);
    expect(messages[0]).toBe(
      "`../b` leads in a circle, which Kustomize refuses to build: `b`, then `c`, and back here.",
    );
  });

  it("tells a folder that names itself, and nothing of a diamond", async () => {
    expect((await observeModule(cycles, { "a/kustomization.yaml": "resources: [../a]" })).messages).toEqual([
      "`../a` leads in a circle, which Kustomize refuses to build: this folder itself.",
    ]);
    const diamond = {
      "top/kustomization.yaml": "resources: [../left, ../right]",
      "left/kustomization.yaml": "resources: [../base]",
      "right/kustomization.yaml": "resources: [../base]",
      ...base,
    };
    expect((await observeModule(cycles, diamond)).messages).toEqual([]);
  });
});

it("gives a Namespace the name of the namespace that it is put into", async () => {
  const part = (name: string) => ({
    [`${name}/kustomization.yaml`]: `namespace: ${name}-system\nresources: [namespace.yaml]`,
    [`${name}/namespace.yaml`]: object("Namespace", "system"),
  });
  const both = { ...part("orders"), ...part("stock"), "all/kustomization.yaml": "resources: [../orders, ../stock]" };
  expect((await observeModule(duplicates, both)).messages).toEqual([]);
  const same = { ...both, "stock/kustomization.yaml": "namespace: orders-system\nresources: [namespace.yaml]" };
  expect((await observeModule(duplicates, same)).messages).toEqual([
    expect.stringContaining("Namespace `orders-system`"),
  ]);
});
