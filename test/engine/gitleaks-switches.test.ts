/** What `.gitleaks.toml` allows is not searched for secrets, and nothing else is let off by it. */

import { describe, expect, it } from "@jest/globals";
import { isSwitches, readSwitches } from "../../engine/foreign-switches.ts";
import { treeOf } from "../checks/tree-of.ts";

const check = "security/text/assigned-secret";

async function allowed(configuration: string, path: string, asked = check): Promise<boolean> {
  const switchedOff = await readSwitches([asked], [path], treeOf({ ".gitleaks.toml": configuration }));
  return switchedOff(asked, path) !== undefined;
}

describe(".gitleaks.toml", () => {
  it.each([
    ["[allowlist]\npaths = ['''^legacy/''', 'x']\n", "legacy/app.env", true],
    ["[[allowlists]]\ndescription = 'old'\npaths = ['legacy']\nregexes = ['a']\n", "a/legacy.env", true],
    ["[allowlist]\npaths = ['''^legacy/''']\n", "app/legacy.env", false],
    ["[[allowlists]]\ncondition = 'AND'\npaths = ['legacy']\nregexes = ['a']\n", "legacy/app.env", false],
    ["[[allowlists]]\ntargetRules = ['generic']\npaths = ['legacy']\n", "legacy/app.env", false],
    ["[[rules]]\nid = 'a'\n[[rules.allowlists]]\npaths = ['legacy']\n", "legacy/app.env", false],
    ["[allowlist]\npaths = ['(?=x)', '(']\n", "x", false],
    ["[allowlist]\npaths = 1\n", "x", false],
    ["[allowlist\npaths = ['x']\n", "x", false],
    ["", "x", false],
  ])("%j allows %s: %s", async (configuration, path, expected) => {
    expect(await allowed(configuration, path)).toBe(expected);
  });

  it("switches off nothing but the search for secrets", async () => {
    const all = "[allowlist]\npaths = ['.']\n";
    expect(await allowed(all, "a.env", "security/compose/secret-in-environment")).toBe(true);
    expect(await allowed(all, "a.env", "security/text/merge-conflict")).toBe(false);
    expect(await allowed(all, "a.env", "security/terraform/secret-expiry")).toBe(false);
  });

  it("counts as a configuration that the report mentions where it changes", () => {
    expect([isSwitches(".gitleaks.toml"), isSwitches("a/.gitleaks.toml")]).toEqual([true, false]);
  });
});
