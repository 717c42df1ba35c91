/** `schema/kubernetes`: what is told of a manifest, what is never told, and where the schema comes from. */

import { describe, expect, test } from "@jest/globals";

import { findings, observeManifest } from "./look-at-manifest.ts";

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  creationTimestamp: null
  labels:
    app: api
spec:
  replicas: 2
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: api
          image: registry.example.com/api:1.4.2
          imagePullPolicy: IfNotPresent
          ports:
            - containerPort: 8080
              protocol: TCP
          resources:
            limits:
              cpu: 1
              memory: 512Mi
          readinessProbe:
            httpGet:
              path: /ready
              port: http
      volumes:
        - name: settings
          configMap:
            name: settings
            defaultMode: 0644
status:
  anything: the server wrote
`;

function edited(from: string, to: string): string {
  if (!deployment.includes(from)) throw new Error(`no ${from}`);
  return deployment.replace(from, to);
}

describe("a manifest of Kubernetes' own kinds", () => {
  test("is silent where all is well, in every version", async () => {
    const kubernetesVersion = [
      "1.29" as const,
      "1.30" as const,
      "1.32" as const,
      "1.33" as const,
      "1.34" as const,
      "1.36" as const,
    ];
    expect(await observeManifest({ text: deployment, options: { kubernetesVersion } })).toEqual({
      findings: [],
      gaps: [],
    });
  });

  test.each([
    [
      "a misspelt key",
      "imagePullPolicy:",
      "imagePullpolicy:",
      "21:11 `imagePullpolicy` is not a key of `template.spec.containers[0]`; did you mean `imagePullPolicy`?",
    ],
    [
      "a key of nowhere",
      "replicas: 2",
      "replicas: 2\n  colour: red",
      "10:3 `colour` is not a key of `spec`; allowed: ",
    ],
    ["a text for a number", "replicas: 2", 'replicas: "2"', "9:3 `spec.replicas` is text; allowed: a whole number."],
    [
      "a fraction for a whole number",
      "replicas: 2",
      "replicas: 2.5",
      "9:3 `spec.replicas` is a number; allowed: a whole number.",
    ],
    ["a number for a text", "app: api\nspec", "app: 1\nspec", "7:5 `metadata.labels.app` is a number; allowed: text."],
    [
      "a word that is none",
      "IfNotPresent",
      "Sometimes",
      "21:11 `spec.containers[0].imagePullPolicy` is `Sometimes`; allowed: `Always`, `Never`, `IfNotPresent`.",
    ],
    ["a quantity that is none", "512Mi", "512mb", "28:15 `resources.limits.memory` is `512mb`, which is no quantity."],
    ["a missing key", "  selector:\n    matchLabels:\n      app: api\n", "", "8:1 `selector` is missing in `spec`."],
    [
      "a mapping for a list",
      "- name: api\n          image",
      "  name: api\n          image",
      "18:7 `spec.template.spec.containers` is a mapping; allowed: a list.",
    ],
    [
      "a name with capitals",
      "- name: api",
      "- name: API",
      "19:11 `spec.containers[0].name` is `API`; only lower-case letters, digits and `-` are allowed",
    ],
    [
      "a port beyond",
      "containerPort: 8080",
      "containerPort: 80800",
      "23:15 `ports[0].containerPort` is `80800`; it must be <= 65535.",
    ],
    [
      "a mode without its zero",
      "defaultMode: 0644",
      "defaultMode: 644",
      "37:13 `volumes[0].configMap.defaultMode` is `644`; it must be <= 511.",
    ],
    [
      "a misspelt kind",
      "kind: Deployment",
      "kind: Deploymnet",
      "2:7 `Deploymnet` is no kind of `apps/v1`; did you mean `Deployment`?",
    ],
    [
      "no version",
      "apiVersion: apps/v1\n",
      "",
      "1:1 `apiVersion` is missing in this object, so nobody can tell what it is.",
    ],
  ])("%s", async (_, from, to, message) => {
    const found = await findings({ text: edited(from, to) });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  test.each([
    ["values that are filled in later", edited("replicas: 2", "replicas: ${REPLICAS}")],
    [
      "a merge that may bring what is missing",
      `x: &x {a: 1}\n---\n${edited("  selector:\n    matchLabels:\n      app: api\n", "  <<: *x\n")}`,
    ],
    ["empty values", edited("replicas: 2", "replicas:")],
    ["an empty word", edited("IfNotPresent", '""')],
    ["an empty document", `---\n---\n${deployment}`],
    ["a file of a cluster's access", "apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\n"],
  ])("is silent on %s", async (_, text) => {
    expect(await findings({ text })).toEqual([]);
  });

  test("judges the items of a list, at their places", async () => {
    const text =
      "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    metadata: {name: api}\n    spec:\n      selectors: {app: api}\n";
    expect(await findings({ text })).toEqual([
      "8:7 `selectors` is not a key of `items[0].spec`; did you mean `selector`?",
    ]);
  });

  test("judges JSON as well", async () => {
    const text = '{ "apiVersion": "v1", "kind": "Pod",\n  "spec": { "containers": [], "dnsPolcy": "None" } }';
    expect(await findings({ path: "k8s/pod.json", text })).toEqual([
      "2:31 `dnsPolcy` is not a key of `spec`; did you mean `dnsPolicy`?",
    ]);
  });

  test("says which versions object, where not all do", async () => {
    const text = "apiVersion: v1\nkind: Pod\nmetadata: {name: job}\nspec:\n  containers: []\n  resources: {}\n";
    const [found] = await findings({ text, options: { kubernetesVersion: ["1.29", "1.36"] } });
    expect(found).toMatch(/^6:3 `resources` is not a key of `spec`.* \(Kubernetes 1\.29\)\.$/u);
    expect(await findings({ text })).toEqual([]);
  });

  test("leaves out the kinds that the rule skips", async () => {
    const text = edited("replicas", "replcas");
    for (const skip of [["Deployment"], ["apps/v1/Deployment"]])
      expect(await findings({ text, options: { skip } })).toEqual([]);
  });

  test("shows no value of a Secret", async () => {
    const text =
      "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\ndata:\n  user: hunter2 is mine\n  later: <fill in>\n  fine: aHVudGVyMg==\n";
    const found = await findings({ text });
    expect(found).toEqual(["5:3 `data.user` is not written in base64, so the API server refuses the whole object."]);
  });

  test("waits for a text that does not parse", async () => {
    const observation = await observeManifest({ text: "apiVersion: v1\nkind: Pod\n  spec: [\n" });
    expect(observation).toMatchObject({ findings: [], gaps: [{ reason: "waits until it parses", cause: "input" }] });
  });
});

describe("patches of Kustomize", () => {
  test("containers without any image are laid over others", async () => {
    const path = "controller.yaml";
    const text = [
      "apiVersion: apps/v1",
      "kind: Deployment",
      "metadata: {name: api}",
      "spec:",
      "  template:",
      "    spec:",
      "      containers:",
      "        - name: api",
      "          tty: true",
      "",
    ].join("\n");
    expect(await findings({ path, text })).toEqual([]);
    expect(await findings({ path, text: text.replace("tty: true", "image: api:1") })).not.toEqual([]);
  });

  const patch = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec:\n  replcas: 3\n";

  test.each([
    [
      "that a kustomization names",
      "overlays/prod/scale.yaml",
      { "overlays/prod/kustomization.yaml": "resources: [../base]\npatches:\n  - path: scale.yaml\n" },
    ],
    [
      "in the older form",
      "overlays/prod/scale.yaml",
      { "overlays/kustomization.yml": "patchesStrategicMerge:\n- ./prod/scale.yaml\n" },
    ],
    ["by their name", "overlays/prod/scale-patch.yaml", {}],
  ])("%s may lack keys, and are judged otherwise", async (_, path, tree) => {
    expect(await findings({ path, text: patch, tree })).toEqual([
      "5:3 `replcas` is not a key of `spec`; did you mean `replicas`?",
    ]);
  });

  test("that are none are whole objects", async () => {
    const tree = { "overlays/prod/kustomization.yaml": "patches:\n  - path: other.yaml\nresources:\n  - scale.yaml\n" };
    expect(await findings({ path: "overlays/prod/scale.yaml", text: patch, tree })).toHaveLength(2);
  });

  test("and common labels may bring the selector of what a kustomization names", async () => {
    const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "registry.example.com/api:1.4.2"}]}
`;
    const tree = { "base/kustomization.yaml": "resources: [api.yaml]\ncommonLabels: {app: api}\n" };
    expect(await findings({ path: "base/api.yaml", text, tree })).toEqual([]);
    expect(await findings({ path: "other/api.yaml", text, tree })).toHaveLength(1);
  });
});

test("names in capitals stand for what an overlay sets", async () => {
  const claim = (mode: string, size: string): string => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: images}
spec: {accessModes: [${mode}], resources: {requests: {storage: ${size}}}}
`;
  expect(await findings({ text: claim("FROM_OVERLAY", "FROM_OVERLAY") })).toEqual([]);
  expect(await findings({ text: claim("ReadWriteOften", "5 GB") })).toHaveLength(2);
});
