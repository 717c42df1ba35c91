/** `Chart.lock` and the addresses of dependencies: hashes were made by Helm itself, of public charts. */

import { describe, expect, it } from "@jest/globals";
import check from "../../../../checks/style/helm/dependencies.ts";
import { judge, type Files } from "./look-at-chart.ts";

const head = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";
const registry = "oci://registry-1.docker.io/bitnamicharts";
const dependencies = `dependencies:
- condition: redis.enabled
  name: redis
  repository: ${registry}
  version: 22.x.x
- condition: postgresql.enabled
  name: postgresql
  repository: ${registry}
  version: 16.x.x
- name: common
  repository: ${registry}
  tags:
  - bitnami-common
  version: 2.x.x
`;
const digest = "sha256:03f5448955b4ae7ac72bfa2b8d32fb44244fb711e75d37eb17dd416d3328b22c";
const lock = `dependencies:
- name: redis
  repository: ${registry}
  version: 22.0.4
- name: postgresql
  repository: ${registry}
  version: 16.7.26
- name: common
  repository: ${registry}
  version: 2.31.4
digest: ${digest}
generated: "2025-08-21T01:53:42.725615231Z"
`;

function chart(definition: string, locked = lock): Files {
  return { "shop/Chart.yaml": head + definition, "shop/Chart.lock": locked };
}

const refused = "so `helm dependency build` refuses the chart.";

describe("Chart.lock", () => {
  it("is what Helm wrote for these dependencies", async () => {
    expect(await judge(check, chart(dependencies), {})).toEqual([]);
  });

  it.each([
    [
      "another version",
      chart(dependencies.replace("16.x.x", "17.x.x")),
      "`Chart.lock` was written for other versions or addresses of these dependencies,",
    ],
    [
      "a dependency more",
      chart(`${dependencies}- name: kafka\n  version: 1.x.x\n  repository: ${registry}\n`),
      "`Chart.lock` does not have the dependency `kafka`,",
    ],
    ["a dependency less", chart(dependencies.split("- name: common")[0] ?? ""), "`Chart.lock` still has `common`,"],
    [
      "an operator, which Go writes by its number",
      chart(dependencies.replace("16.x.x", '">= 16"')),
      "`Chart.lock` was written for other versions or addresses of these dependencies,",
    ],
  ])("is out of date after %s", async (_, files, message) => {
    expect(await judge(check, files, {})).toEqual([`shop/Chart.yaml: ${message} ${refused}`]);
  });

  it.each<[string, Files]>([
    ["does not parse", chart(dependencies, "dependencies: [\n")],
    ["has no hash", chart(dependencies, "dependencies: []\n")],
    ["belongs to a chart that does not parse", chart("dependencies: [\n")],
    ["belongs to a chart that is filled in later", chart(dependencies.replace("16.x.x", '"{{ version }}"'))],
    ["is missing", { "shop/Chart.yaml": head + dependencies }],
  ])("is left alone where it %s", async (_, files) => {
    expect(await judge(check, files, {})).toEqual([]);
  });

  it("that was out of date before is not told again", async () => {
    const base = chart(dependencies.replace("16.x.x", "17.x.x"));
    expect(await judge(check, { ...base, "shop/values.yaml": "a: 1\n" }, {}, base)).toEqual([]);
  });
});

describe("paths of dependencies", () => {
  const local = (path: string) => `${head}dependencies:\n- name: web\n  version: 1.0.0\n  repository: file://${path}\n`;

  it("that lead to no chart are told", async () => {
    expect(
      await judge(check, { "charts/shop/Chart.yaml": local("../wbe"), "charts/web/Chart.yaml": head }, {}),
    ).toEqual([
      "charts/shop/Chart.yaml: The dependency `web` is said to be at `file://../wbe`, and no chart is there.",
    ]);
  });

  it.each(["../web", "../web/", "../../../elsewhere"])("as %s are taken", async (path) => {
    const web = "apiVersion: v2\nname: web\nversion: 1.0.0\n";
    expect(await judge(check, { "charts/shop/Chart.yaml": local(path), "charts/web/Chart.yaml": web }, {})).toEqual([]);
  });
});
