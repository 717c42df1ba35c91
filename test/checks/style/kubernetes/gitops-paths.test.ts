/** Folders that Argo CD and Flux deploy: told where they are certainly of this repository, and certainly not there. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/kubernetes/gitops-paths.ts";
import { observeModule } from "../terraform/observe.ts";

const here = "https://github.com/harbour/infra.git";
const tree = { "apps/shop/deployment.yaml": "kind: Deployment\napiVersion: apps/v1\n" };
const source = (folder: string, url = here, more = "") => `{repoURL: "${url}", path: ${folder}${more}}`;
const application = (text: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec:\n  ${text}\n`;
const flux = (path: string, url = here) => `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: infra}
spec: {url: "${url}", ref: {branch: main}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: shop}
spec: {path: ${path}, sourceRef: {kind: GitRepository, name: infra}}
`;

async function told(text: string, base = {}) {
  const head = { ...tree, "clusters/shop.yaml": text };
  const { findings, places } = await observeModule(check, head, { base });
  return findings.map(({ message, advice }, index) => [places[index], message, advice]);
}

describe("style/kubernetes/gitops-paths", () => {
  it.each([
    ["an Application", application(`source: ${source("apps/shp")}`)],
    ["one of several sources", application(`sources: [${source("apps/shop")}, ${source("apps/shp")}]`)],
    ["by ssh", application(`source: ${source("apps/shp", "git@github.com:Harbour/infra")}`)],
    ["Flux", flux("./apps/shp/")],
  ])("tells %s", async (_, text) => {
    expect(await told(text)).toEqual([
      [
        expect.stringContaining("clusters/shop.yaml"),
        expect.stringMatching(/`shop` deploys `apps\/shp`, and this repository has no such folder\./u),
        "Write `apps/shop`.",
      ],
    ]);
  });

  it.each([
    ["a folder that is there", application(`source: ${source("apps/shop")}`)],
    ["the whole repository", flux("./")],
    ["another repository", application(`source: ${source("apps/shp", "https://github.com/harbour/other")}`)],
    ["another branch", application(`source: ${source("apps/shp", here, ", targetRevision: release")}`)],
    ["a chart", application(`source: {repoURL: "${here}", chart: shop}`)],
    ["a path that is filled in", application(`source: ${source("'apps/{{name}}'")}`)],
    ["a path outside", flux("../apps")],
    ["a source elsewhere", flux("./apps/shp", "https://github.com/harbour/other")],
    ["what does not parse", `${application(`source: ${source("apps/shp")}`)}  - [`],
    ["odd values", application("sources: [3, null, {repoURL: [], path: {}}]")],
  ])("is silent about %s", async (_, text) => {
    expect(await told(text)).toEqual([]);
  });

  it("tells only what the change brings", async () => {
    const text = application(`source: ${source("apps/shp")}`);
    expect(await told(`${text}# a note\n`, { ...tree, "clusters/shop.yaml": text })).toEqual([]);
  });
});
