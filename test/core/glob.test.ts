/** Path and name globs as owners write them. */

import { describe, expect, test } from "@jest/globals";
import { matchName, matchPaths } from "../../core/glob.ts";

describe("matchPaths", () => {
  test.each([
    ["network/**", "network/sg.tf", true],
    ["network/**", "core/network/sg.tf", false],
    ["network/", "network/deep/sg.tf", true],
    ["/network/**", "network/sg.tf", true],
    ["*.tf", "deep/folder/main.tf", true],
    ["*.tf", "main.tfvars", false],
    ["**/*.yaml", ".github/workflows/ci.yaml", true],
    ["k8s/{api,web}/*", "k8s/web/deploy.yaml", true],
    ["!network/**", "network/sg.tf", false],
    ["**", "__proto__", true],
  ])("%s on %s: %s", (pattern, path, expected) => {
    expect(matchPaths([pattern])(path)).toBe(expected);
  });

  test("no pattern matches nothing", () => {
    expect(matchPaths([])("network/sg.tf")).toBe(false);
  });
});

describe("matchName", () => {
  test.each([
    ["style/yaml/*", "style/yaml/tabs", true],
    ["style/*", "style/yaml/tabs", true],
    ["style/yaml/tabs", "style/yaml/tabs", true],
    ["style/yaml/tab", "style/yaml/tabs", false],
    ["*/yaml/*", "style/yaml/tabs", true],
    ["*tabs*", "style/yaml/tabs", true],
    ["a*a", "a", false],
    ["*", "context/ticket", true],
  ])("%s on %s: %s", (pattern, name, expected) => {
    expect(matchName(pattern)(name)).toBe(expected);
  });
});
