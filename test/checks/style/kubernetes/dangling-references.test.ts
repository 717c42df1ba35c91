/** References between manifests: what leads nowhere in its folder or build is told, what may lie elsewhere is not. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/kubernetes/dangling-references.ts";
import { memoryDifferential, type Texts } from "../../../core/memory-differential.ts";
import { observeModule } from "../terraform/observe.ts";

const certain = { options: { certain: true, unsure: false } };
const unsure = { options: { certain: false, unsure: true } };
const both = { options: { certain: true, unsure: true } };

const documents = (...each: readonly string[]) => each.join("---\n");
const service = (name = "api", selector = "{app: api}") =>
  `kind: Service\napiVersion: v1\nmetadata: {name: ${name}}\nspec: {selector: ${selector}, ports: [{name: http, port: 80}]}\n`;
const workload = (pod = "containers: [{name: api}]", labels = "{app: api}", name = "api") =>
  `kind: Deployment\napiVersion: apps/v1\nmetadata: {name: ${name}}\nspec: {template: {metadata: {labels: ${labels}}, spec: {${pod}}}}\n`;
const route = (backend: string) =>
  `kind: Ingress\napiVersion: networking.k8s.io/v1\nmetadata: {name: edge}\nspec:\n  defaultBackend: ${backend}\n`;
const scaler = (name: string, kind = "Deployment") =>
  `kind: HorizontalPodAutoscaler\napiVersion: autoscaling/v2\nmetadata: {name: api}\nspec: {scaleTargetRef: {kind: ${kind}, name: ${name}}}\n`;
const config = (name = "settings", data = "{level: info}") =>
  `kind: ConfigMap\napiVersion: v1\nmetadata: {name: ${name}}\ndata: ${data}\n`;
const other = (kind: string, name: string) => `kind: ${kind}\napiVersion: v1\nmetadata: {name: ${name}}\n`;
const envFrom = (name: string) => `containers: [{name: api, envFrom: [{configMapRef: {name: ${name}}}]}]`;
const key = (name: string) =>
  `containers: [{name: api, env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: ${name}}}}]}]`;
const binding = `kind: RoleBinding\napiVersion: rbac.authorization.k8s.io/v1\nmetadata: {name: api}\nroleRef: {kind: Role, name: reader}\n`;

describe("what does not fit although both ends are there", () => {
  it.each([
    [documents(service(), route("{service: {name: api, port: {number: 8080}}}")), "does not have the port `8080`"],
    [documents(service(), route("{serviceName: api, servicePort: admin}")), "does not have the port `admin`"],
    [
      documents(service("orders"), route("{service: {name: ordres}}")),
      "Service `ordres`, which this folder does not have",
    ],
    [
      documents(config(), workload(key("levle"))),
      "reads the ConfigMap `settings`, which does not have the key `levle`",
    ],
    [documents(config(), workload(envFrom("setings"))), "reads the ConfigMap `setings`"],
    [documents(service("api", "{app: api, tier: web}"), workload()), "selects no pod of this folder"],
    [documents(service().replace("port: 80", "port: 80, targetPort: web"), workload()), "sends to the port `web`"],
  ])("tells %s", async (text, said) => {
    const { messages } = await observeModule(check, { "k8s/api.yaml": text }, certain);
    expect(messages).toEqual([expect.stringContaining(said)]);
  });

  it("says what was most likely meant, at the name itself", async () => {
    const head = { "k8s/api.yaml": workload(envFrom("setings")), "k8s/settings.yaml": config() };
    const { findings, places } = await observeModule(check, head, certain);
    expect(places[0]).toMatch(/^k8s\/api.yaml:4 setings$/u);
    expect(findings[0]?.advice).toBe("Write `settings`.");
  });
});

describe("what meets nothing in its folder", () => {
  it.each([
    [documents(service(), route("{service: {name: gateway}}")), "routes to the Service `gateway`"],
    [documents(workload(), scaler("gateway")), "scales the Deployment `gateway`"],
    [documents(config(), workload(envFrom("limits"))), "reads the ConfigMap `limits`"],
    [
      documents(
        other("ServiceAccount", "web"),
        workload("serviceAccount: missing").replace("apps/v1", "apps.openshift.io/v1"),
      ),
      "runs as the ServiceAccount `missing`",
    ],
    [documents(other("Role", "writer"), binding), "grants the Role `reader`"],
    [documents(service("web", "{app: web}"), workload()), "selects no pod"],
    [
      documents(other("ServiceAccount", "web"), workload("serviceAccountName: api-runner")),
      "runs as the ServiceAccount",
    ],
    [
      documents(
        other("PersistentVolumeClaim", "data"),
        workload("volumes: [{persistentVolumeClaim: {claimName: logs-of-api}}]"),
      ),
      "mounts the PersistentVolumeClaim `logs-of-api`",
    ],
  ])("tells %s as unsure", async (text, said) => {
    expect((await observeModule(check, { "k8s/api.yaml": text }, unsure)).messages).toEqual([
      expect.stringContaining(said),
    ]);
    expect((await observeModule(check, { "k8s/api.yaml": text }, certain)).messages).toEqual([]);
  });
});

describe("what may well be right", () => {
  it.each([
    documents(service(), route("{service: {name: api, port: {number: 80}}}")),
    documents(service(), route("{service: {name: api, port: {name: http}}}")),
    documents(service(), route("{service: {name: '{{ name }}', port: {number: 80}}}")),
    documents(service(), route("{service: {name: api}}")),
    documents(workload(), scaler("api")),
    documents(workload(), scaler("api", "StatefulSet")),
    documents(workload(), scaler("api"), "broken: ["),
    documents(config(), workload(key("level"))),
    documents(config("settings", "{}"), workload(key("level"))),
    documents(config("cache-1"), workload(envFrom("cache-2"))).replace("cache-2", "cache-1"),
    workload(envFrom("settings")),
    documents(
      config("limits"),
      workload(envFrom("settings")).replace("name: settings", "name: settings, optional: true"),
    ),
    documents(service("api", "{app: api}"), workload(undefined, "{app: '${APP}'}")),
    documents(
      service("api", "{app: web}"),
      workload(),
      "kind: Kafka\napiVersion: kafka.strimzi.io/v1\nmetadata: {name: web}\n",
    ),
    documents(
      service("main", "{app: alertmanager}"),
      workload(),
      "kind: Alertmanager\napiVersion: monitoring.coreos.com/v1\nmetadata: {name: main}\n",
    ),
    documents(
      config(),
      workload(envFrom("made")),
      "kind: Maker\napiVersion: maker.example.com/v1\nspec: {target: made}\n",
    ),
    documents(config(), workload(envFrom("limits")).replace("name: api}", "name: api, namespace: '${NS}'}")).replace(
      "limits",
      "settings",
    ),
    documents(other("ServiceAccount", "web"), workload("serviceAccountName: default")),
    documents(binding.replace("kind: Role,", "kind: ClusterRole,").replace("reader", "view")),
    "kind: Service\napiVersion: v1\nspec: {selector: {__proto__: x, constructor: y}}\n",
  ])("is silent about %s", async (text) => {
    expect((await observeModule(check, { "k8s/api.yaml": text }, both)).messages).toEqual([]);
  });

  it("says nothing of charts, or of a folder with a file that does not parse", async () => {
    const wrong = documents(service(), route("{service: {name: gateway}}"));
    expect((await observeModule(check, { "chart/templates/api.yaml": wrong }, both)).messages).toEqual([]);
    expect((await observeModule(check, { "k8s/api.yaml": wrong, "k8s/b.yaml": "a: [" }, both)).messages).toEqual([]);
  });
});

describe("a build", () => {
  const base: Texts = {
    "base/kustomization.yaml": "resources: [api.yaml]\nconfigMapGenerator: [{name: settings, literals: [level=info]}]",
    "base/api.yaml": documents(service(), workload(envFrom("settings"))),
  };
  const prod = (lines: string, more: Texts = {}): Texts => ({
    ...base,
    "prod/kustomization.yaml": `resources: [../base]\n${lines}`,
    ...more,
  });

  it.each([
    ["namePrefix: live-\nnamespace: live\ncommonLabels: {env: live}"],
    ["patches: [{path: p.yaml}]\nconfigMapGenerator: [{name: settings, behavior: merge, literals: [a=b]}]"],
    ["labels: [{pairs: {app: web}, includeSelectors: true}]"],
  ])("understands %s", async (lines) => {
    const head = prod(lines, { "prod/p.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\n" });
    expect((await observeModule(check, head, both)).messages).toEqual([]);
  });

  it("tells what a patch names and nobody has, at the patch", async () => {
    const head = prod("patches: [{path: p.yaml}]", { "prod/p.yaml": workload(envFrom("settngs")) });
    const { places, messages } = await observeModule(check, head, certain);
    expect(places).toEqual(["prod/p.yaml:4 settngs"]);
    expect(messages).toEqual([
      "Deployment `api` reads the ConfigMap `settngs`, which the build of `prod` does not have.",
    ]);
  });

  it("tells a key that a generator does not make", async () => {
    const head = { ...prod(""), "base/api.yaml": workload(key("levle")) };
    expect((await observeModule(check, head, certain)).messages).toEqual([
      expect.stringContaining("does not have the key `levle`"),
    ]);
  });

  it.each([
    ["a remote base", "resources: [../base, 'https://example.com/more.yaml']"],
    ["a chart", "resources: [../base]\nhelmCharts: [{name: more}]"],
    ["a patch that may change it", "resources: [../base]\npatches: [{target: {kind: Deployment}, path: env.json}]"],
  ])("is not known with %s", async (_, lines) => {
    const head = {
      ...base,
      "base/api.yaml": workload(envFrom("setings")),
      "prod/kustomization.yaml": lines,
      "prod/env.json": '[{"op": "replace", "path": "/spec/template/spec/containers/0/envFrom", "value": []}]',
    };
    expect((await observeModule(check, head, both)).messages).toEqual([]);
  });

  it("asks each overlay, and tells what is missing in all of them", async () => {
    const text = documents(config("limits"), workload(envFrom("settings-of-all")));
    const shared = { "base/kustomization.yaml": "resources: [api.yaml]", "base/api.yaml": text };
    const overlays = (lines: string) => ({
      ...shared,
      "dev/kustomization.yaml": "resources: [../base]",
      "prod/kustomization.yaml": `resources: [../base]\n${lines}`,
    });
    expect((await observeModule(check, overlays(""), unsure)).messages.length).toBe(1);
    const made = overlays("configMapGenerator: [{name: settings-of-all}]");
    expect((await observeModule(check, made, unsure)).messages).toEqual([]);
  });
});

describe("what a change breaks in files that it leaves alone", () => {
  const api = workload(envFrom("settings"));

  it("tells a ConfigMap that is deleted", async () => {
    const before = { "k8s/api.yaml": api, "k8s/settings.yaml": config(), "k8s/limits.yaml": config("limits") };
    const { "k8s/settings.yaml": _gone, ...after } = before;
    const { places, messages } = await observeModule(check, after, { base: before, ...certain });
    expect(places).toEqual(["k8s/api.yaml:4 settings"]);
    expect(messages).toEqual([
      "Deployment `api` reads the ConfigMap `settings`, which this change takes away from this folder.",
    ]);
  });

  it("tells the new name of what is renamed, also to an overlay", async () => {
    const before = {
      "base/kustomization.yaml": "resources: [settings.yaml]",
      "base/settings.yaml": config(),
      "prod/kustomization.yaml": "resources: [../base, api.yaml, 'https://example.com/more.yaml']",
      "prod/api.yaml": api,
    };
    const after = { ...before, "base/settings.yaml": config("api-config") };
    const { findings } = await observeModule(check, after, { base: before, ...certain });
    expect(findings.map(({ message, advice }) => [message, advice])).toEqual([
      ["Deployment `api` reads the ConfigMap `settings`, which this change calls `api-config`.", "Write `api-config`."],
    ]);
  });

  it("tells a Service whose pods get other labels, or go", async () => {
    const before = { "k8s/service.yaml": service(), "k8s/api.yaml": workload() };
    const relabelled = { ...before, "k8s/api.yaml": workload(undefined, "{app: orders}") };
    const told = [expect.stringContaining("Service `api` selects no pod of this folder any more.")];
    expect((await observeModule(check, relabelled, { base: before, ...certain })).messages).toEqual(told);
    const gone = { "k8s/service.yaml": service() };
    expect((await observeModule(check, gone, { base: before, ...certain })).messages).toEqual(told);
  });

  it("lets a Secret go, unless another one takes its place", async () => {
    const pod = workload("containers: [{name: api, envFrom: [{secretRef: {name: database}}]}]");
    const before = { "k8s/api.yaml": pod, "k8s/secret.yaml": other("Secret", "database") };
    const gone = { "k8s/api.yaml": pod };
    expect((await observeModule(check, gone, { base: before, ...both })).messages).toEqual([]);
    const renamed = { ...before, "k8s/secret.yaml": other("Secret", "orders-database") };
    expect((await observeModule(check, renamed, { base: before, ...certain })).messages).toEqual([
      "Deployment `api` reads the Secret `database`, which this change calls `orders-database`.",
    ]);
  });

  it("says nothing of what moves to another folder, or was so before", async () => {
    const before = { "k8s/api.yaml": api, "k8s/settings.yaml": config(), "k8s/limits.yaml": config("limits") };
    const { "k8s/settings.yaml": moved, ...rest } = before;
    const after = { ...rest, "shared/settings.yaml": moved };
    expect((await observeModule(check, after, { base: before, ...certain })).messages).toEqual([]);
    const noted = { ...rest, "k8s/limits.yaml": config("limits", "{cpu: '1'}") };
    expect((await observeModule(check, noted, { base: rest, ...both })).messages).toEqual([]);
  });

  it("asks for nothing where no manifest is part of the change", async () => {
    const change = memoryDifferential({}, { "ci/build.yaml": "steps: []" });
    expect(await check.look(change, { options: both.options, schemas: {} })).toMatchObject({
      skipped: "no change to a manifest",
    });
  });

  it("reads two thousand objects of one file in a moment", async () => {
    const many = Array.from({ length: 1_000 }, (_, index) =>
      documents(
        service(`s${index}`, `{app: a${index}}`),
        workload(envFrom(`c${index}`), `{app: a${index}}`, `a${index}`),
      ),
    );
    const { findings } = await observeModule(check, { "k8s/all.yaml": many.join("---\n") }, both);
    expect(findings).toEqual([]);
  });
});
