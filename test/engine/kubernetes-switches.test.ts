/** What kube-linter, Polaris and Trivy are told at the top of the tree counts for the rules that ask the same. */

import { describe, expect, it } from "@jest/globals";
import { isSwitches, readSwitches } from "../../engine/foreign-switches.ts";
import { treeOf } from "../checks/tree-of.ts";

const path = "k8s/api.yaml";
const off = async (name: string, text: string, check: string, at = path): Promise<string | undefined> =>
  (await readSwitches([check], [at], treeOf({ [name]: text })))(check, at);

describe("readSwitches for manifests", () => {
  it.each([
    [".kube-linter.yaml", "checks: {exclude: [latest-tag]}", "style/kubernetes/latest-tag"],
    [".kube-linter.yml", "checks: {doNotAutoAddDefaults: true, include: [ssh-port]}", "style/kubernetes/latest-tag"],
    [".kube-linter.yaml", "checks: {ignorePaths: ['k8s/**']}", "security/kubernetes/host-path"],
    [
      ".kube-linter.yaml",
      "checks: {exclude: [host-ipc, host-pid, host-network]}",
      "security/kubernetes/host-namespaces",
    ],
    ["polaris.yaml", "checks: {tagNotSpecified: ignore}", "style/kubernetes/latest-tag"],
    [".polaris.yaml", "exemptions: [{rules: [tagNotSpecified]}]", "style/kubernetes/latest-tag"],
    [".trivyignore", "# known\nAVD-KSV-0013\n", "style/kubernetes/latest-tag"],
    [".trivyignore", "KSV013 # known", "style/kubernetes/latest-tag"],
    [".trivyignore.yaml", "misconfigurations: [{id: KSV-0013, paths: ['k8s/**']}]", "style/kubernetes/latest-tag"],
  ])("%s: %s", async (name, text, check) => {
    expect(await off(name, text, check)).toBe(`\`${name}\` switches it off`);
    expect(isSwitches(name)).toBe(true);
  });

  it.each([
    [".kube-linter.yaml", "checks: {exclude: [host-ipc, host-pid]}", "security/kubernetes/host-namespaces"],
    [".kube-linter.yaml", "checks: {exclude: [latest-tag]}", "schema/kubernetes"],
    [".kube-linter.yaml", "checks: {ignorePaths: ['other/**']}", "style/kubernetes/latest-tag"],
    [".kube-linter.yaml", "checks: {addAllBuiltIn: true, doNotAutoAddDefaults: true}", "style/kubernetes/latest-tag"],
    [".kube-linter.yaml", "checks: {exclude: [latest-tag]", "style/kubernetes/latest-tag"],
    [".kube-linter.yaml", "", "style/kubernetes/latest-tag"],
    ["polaris.yaml", "checks: {tagNotSpecified: danger}", "style/kubernetes/latest-tag"],
    ["polaris.yaml", "exemptions: [{controllerNames: [api], rules: [tagNotSpecified]}]", "style/kubernetes/latest-tag"],
    [".trivyignore", "AVD-KSV-0013 exp:2030-01-01", "style/kubernetes/latest-tag"],
    [".trivyignore.yaml", "misconfigurations: [{id: KSV-0013, paths: [other]}]", "style/kubernetes/latest-tag"],
    ["k8s/.trivyignore", "AVD-KSV-0013", "style/kubernetes/latest-tag"],
  ])("leaves on what is not switched off: %s: %s", async (name, text, check) => {
    expect(await off(name, text, check)).toBeUndefined();
  });

  it("reads nothing where no manifest is concerned, and each file once", async () => {
    const tree = treeOf({ ".trivyignore": "KSV013" });
    await readSwitches(["style/kubernetes/latest-tag"], ["main.tf"], tree);
    await readSwitches(["style/markdown/unclosed-fence"], [path], tree);
    expect(tree.batches).toEqual([]);
    await readSwitches(["style/kubernetes/latest-tag"], [path], tree);
    await readSwitches(["security/kubernetes/host-path"], [path], tree);
    expect(tree.batches.length).toBe(1);
  });
});
