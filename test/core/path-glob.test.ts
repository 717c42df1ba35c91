import { describe, expect, it } from "@jest/globals";
import { compileGlob } from "../../core/path-glob.ts";
import { cpuTime } from "../cpu-time.ts";

function matches(pattern: string, path: string): boolean | undefined {
  return compileGlob(pattern)?.(path);
}

describe("compileGlob", () => {
  it("answers in its short ways as its machine does", () => {
    const pieces = ["**/", "*", "a", ".tf", "/", "?", "{a,b}", "[ab]", "@(a|.tf)"];
    const paths = ["a", ".tf", "a.tf", "b.tf", "a/b", "a/.tf", "a/b.tf", "b/a/a.tf", "a/a/a", "", "/", "a/"];
    for (const first of pieces) {
      for (const second of pieces) {
        for (const third of pieces) {
          const pattern = first + second + third;
          // In a group of one, nothing of the pattern is literal to its end.
          const slow = compileGlob(`@(${pattern})`);
          if (pattern.includes("|")) continue;
          for (const path of paths) {
            const short = matches(pattern, path);
            expect(`${pattern} ${path} ${short}`).toBe(`${pattern} ${path} ${slow?.(path)}`);
          }
        }
      }
    }
  });

  it.each([
    ["network/**", "network/sg.tf", true],
    ["network/**", "network/eu/sg.tf", true],
    ["network/**", "network", true],
    ["network/**", "networks/sg.tf", false],
    ["**/network/*.tf", "network/sg.tf", true],
    ["**/network/*.tf", "eu/prod/network/sg.tf", true],
    ["**/network/*.tf", "eu/network/prod/sg.tf", false],
    ["eu/**/sg.tf", "eu/sg.tf", true],
    ["eu/**/sg.tf", "eu/prod/a/sg.tf", true],
    ["**", "a/b/.c", true],
    ["*", ".github", true],
    ["*", "a/b", false],
    ["*.tf", "sg.tf", true],
    ["*.tf", ".tf", true],
    ["*.tf", "sg.tfvars", false],
    ["a**b", "a-b", true],
    ["a**b", "a/b", false],
    ["k8s/*/deploy.y?ml", "k8s/api/deploy.yaml", true],
    ["k8s/*/deploy.y?ml", "k8s/api/deploy.yml", false],
    ["{prod,stage/eu}/*.{yml,yaml}", "stage/eu/api.yaml", true],
    ["{prod,stage/eu}/*.{yml,yaml}", "stage/us/api.yaml", false],
    ["{prod,stage}/**", "stage/eu/api.yaml", true],
    ["{a,{b,c}d}", "cd", true],
    ["host{8..11}", "host9", true],
    ["host{8..11}", "host12", false],
    ["{name}.yml", "{name}.yml", true],
    ["{a,b", "{a,b", true],
    ["host-[0-9a-f].yml", "host-c.yml", true],
    ["host-[!0-9].yml", "host-7.yml", false],
    ["host-[!0-9].yml", "host-/.yml", false],
    ["a[1].tf", "a1.tf", true],
    ["a\\[1\\].tf", "a[1].tf", true],
    ["[", "[", true],
    ["*.+(yml|yaml)", "api.yamlyml", true],
    ["@(a|b)/?(c)", "b/", true],
    ["*(ab)c", "ababc", true],
    ["😀?.tf", "😀😀.tf", true],
    ["!a", "!a", true],
    ["", "", true],
    ["", "a", false],
    ["**/*.tf", "sg.tf", true],
    ["**/*.tf", "eu/prod/.tf", true],
    ["**/*.tf", "eu/sg.tf/readme", false],
    ["**/*", "eu/sg.tf", true],
    ["*.tf", "eu/sg.tf", false],
    ["**/sg.tf", "sg.tf", true],
    ["**/sg.tf", "eu/my-sg.tf", false],
    ["a/*/b", "a/x/b", true],
    ["a/{b,c", "a/{b,c", true],
    ["a/b]", "a/b]", true],
    ["a\\b", "ab", true],
    ["a/(b)c", "a/(b)c", true],
  ])("%j against %j: %p", (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });

  it.each(["!(a)", "a".repeat(5_000), "{a,".repeat(20) + "}".repeat(20), "{1..99}".repeat(100)])(
    "refuses what it cannot match: %.20s",
    (pattern) => {
      expect(compileGlob(pattern)).toBeUndefined();
    },
  );

  it.each([
    ["four globstars over a deep path", "**/a/**/a/**/a/**/a/**/b", `${"a/".repeat(2_000)}c`],
    ["many stars in one segment", "*a*a*a*a*a*a*a*a*a*b", "a".repeat(4_000)],
    ["nested repetition", "+(+(+(a)))b", "a".repeat(4_000)],
  ])("answers %s in bounded time", (_, pattern, path) => {
    const started = cpuTime();
    expect(matches(pattern, path)).toBe(false);
    expect(cpuTime() - started).toBeLessThan(1_000);
  });
});
