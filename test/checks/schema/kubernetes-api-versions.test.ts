/** `schema/kubernetes-api-versions`: what is no longer served, what soon will not be, and what is of another group. */

import { describe, expect, test } from "@jest/globals";

import check from "../../../checks/schema/kubernetes-api-versions.ts";
import { openDocument } from "../../../core/open-document.ts";
import { parseYamlDocument } from "../../../languages/yaml/document.ts";

type Options = Parameters<typeof check.look>[1]["options"];

async function look(text: string, options: Partial<Options> = {}) {
  const document = parseYamlDocument(openDocument("k8s/app.yaml", { kind: "text", text, byteOrderMark: false }));
  const given: Options = { kubernetesVersion: ["1.36"], removed: true, deprecated: true, ...options };
  const { findings, gaps } = await check.look(document, { options: given, facts: undefined });
  return {
    gaps,
    said: findings.map(
      ({ at, message, advice }) => `${document.lines.position(at?.range[0] ?? 0).line} ${message} ${advice ?? ""}`,
    ),
  };
}

function object(apiVersion: string, kind: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\n`;
}

describe("what a cluster does not serve", () => {
  test.each([
    [
      "extensions/v1beta1",
      "Ingress",
      "1 `Ingress` of `extensions/v1beta1` is not served since Kubernetes 1.22, so the API server refuses it. Use `networking.k8s.io/v1` and compare the keys of this `Ingress` with it.",
    ],
    [
      "policy/v1beta1",
      "PodSecurityPolicy",
      "1 `PodSecurityPolicy` of `policy/v1beta1` is not served since Kubernetes 1.25, so the API server refuses it. Leave it out, or replace it by what took over its task.",
    ],
    [
      "v1",
      "Deployment",
      "1 `v1` has no `Deployment`, so the API server refuses it; Kubernetes serves it as `apps/v1`. Write `apps/v1`.",
    ],
  ])("%s %s", async (apiVersion, kind, message) => {
    expect((await look(object(apiVersion, kind))).said).toEqual([message]);
  });

  test("depends on the version", async () => {
    const text = object("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema");
    expect((await look(text, { kubernetesVersion: ["1.30"], deprecated: false })).said).toEqual([]);
    expect((await look(text, { kubernetesVersion: ["1.30", "1.32"], deprecated: false })).said).toHaveLength(1);
  });

  test("is told of early forms that came and went", async () => {
    const { said } = await look(object("resource.k8s.io/v1alpha2", "ResourceClaim"));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("Kubernetes 1.36 does not serve `ResourceClaim` of `resource.k8s.io/v1alpha2`");
    expect(said[0]).toContain("Use `resource.k8s.io/v1` ");
  });
});

test("what is deprecated is told apart", async () => {
  const text = object("v1", "Endpoints");
  const { said } = await look(text);
  expect(said).toEqual([
    "1 `Endpoints` of `v1` is deprecated since Kubernetes 1.33, and a later version will refuse it. Use `EndpointSlice` of `discovery.k8s.io/v1` instead.",
  ]);
  expect((await look(text, { deprecated: false })).said).toEqual([]);
  expect((await look(text, { kubernetesVersion: ["1.32"] })).said).toEqual([]);
  expect((await look(object("extensions/v1beta1", "Ingress"), { removed: false })).said).toEqual([]);
});

test.each([
  ["a custom resource", object("argoproj.io/v1alpha1", "Rollout")],
  ["a kind that only other platforms have", object("v1", "Route")],
  ["what is served", object("apps/v1", "Deployment")],
  ["a version that is filled in later", object("${API}", "Deployment")],
  ["no object", "- apiVersion\n- kind\n"],
])("silent on %s", async (_, text) => {
  expect((await look(text)).said).toEqual([]);
});

test("items of a list have their own lines", async () => {
  const text = `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: batch/v1beta1\n    kind: CronJob\n`;
  expect((await look(text)).said[0]).toMatch(/^4 `CronJob` of `batch\/v1beta1` is not served since Kubernetes 1\.25/u);
});

test("waits for a text that does not parse", async () => {
  expect((await look("apiVersion: v1\n  kind: [\n")).gaps).toMatchObject([{ cause: "input" }]);
});
