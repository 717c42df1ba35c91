/** Whose approval counts, for which commit, and what is said where it cannot be known. */

import { describe, expect, test } from "@jest/globals";
import approver from "../../../checks/context/approver.ts";
import { readScenario, scenarioDifferential } from "../../../sources/scenario.ts";

const defaults = {
  by: [],
  count: 1,
  head: "newest" as const,
  codeOwners: false,
  exemptBots: true,
  exemptLabels: [],
};

/** `fields` of the request, then whatever sections follow. */
function look(fields: string, options: object = {}, sections = "") {
  const text = `Approvals.\n\n=== request\ntitle: Open SSH\nauthor: ada\n${fields}\n\n${sections}`;
  const differential = scenarioDifferential(readScenario(text));
  return approver.look(differential, {
    options: { ...defaults, ...options },
    schemas: {},
    paths: ["network/sg.tf", "k8s/api.yaml", "README.md"],
  });
}

const message = async (...parameters: Parameters<typeof look>) =>
  (await look(...parameters)).findings.map((finding) => finding.message);

describe("without names", () => {
  test("whoever may push approves, the author and readers do not", async () => {
    expect(await look("approvals: grace")).toEqual({ findings: [], gaps: [], note: "approved by `grace`" });
    expect(await message("approvals: Ada, rupert (reader), renovate[bot]")).toEqual([
      "none from somebody who may push here for `aaaaaaa`, the newest commit.",
    ]);
  });

  test("an older commit's approval is named, and counts where the rule says so", async () => {
    expect(await message("approvals: grace (older)")).toEqual([
      "none from somebody who may push here for `aaaaaaa`, the newest commit; `grace` approved an older commit.",
    ]);
    expect((await look("approvals: grace (older)", { head: "any" })).findings).toEqual([]);
  });

  test("a dismissed approval is none; who asks for changes is named", async () => {
    expect(await message("approvals: grace (dismissed)")).toHaveLength(1);
    expect(await message("approvals: heidi, grace (changes requested)")).toEqual(["`grace` asks for changes."]);
  });

  test("two are asked for", async () => {
    expect(await message("approvals: grace", { count: 2 })).toEqual([
      "2 approvals are asked for, 1 of 2 from somebody who may push here for `aaaaaaa`, the newest commit.",
    ]);
    expect((await look("approvals: grace, heidi", { count: 2 })).note).toBe("approved by `grace` and `heidi`");
  });
});

describe("by name", () => {
  const team = "=== team shop/network\nGrace\nada\n";

  test("people and members of teams, however they are written", async () => {
    expect((await look("approvals: grace", { by: ["@Shop/Network"] }, team)).findings).toEqual([]);
    expect((await look("approvals: rupert (reader)", { by: ["Rupert"] })).findings).toEqual([]);
    expect(await look("approvals: ivan", { by: ["@shop/network", "heidi"] }, team)).toMatchObject({
      findings: [
        {
          message: "none from `shop/network` or `heidi` for `aaaaaaa`, the newest commit.",
          advice: "Ask `shop/network` or `heidi` for a review; it is noticed at once, no push needed.",
        },
      ],
    });
  });

  test("an author who is named alone is told that it has to be somebody else", async () => {
    const [finding] = (await look("approvals: ada", { by: ["ada"] })).findings;
    expect(finding?.advice).toContain("an author's own approval does not count");
  });

  test("a team that nobody can read is a gap, unless somebody else suffices", async () => {
    expect(await look("approvals: ivan", { by: ["shop/secret"] })).toEqual({
      findings: [],
      gaps: [{ reason: "no section `team shop/secret` here", cause: "unsupported" }],
    });
    expect(await look("approvals: heidi", { by: ["shop/secret", "heidi"] })).toMatchObject({ gaps: [] });
  });
});

describe("owners of the code", () => {
  const owners = (text: string) => `=== base .github/CODEOWNERS\n${text}\n`;

  test("every owned file needs one of its owners; the last line that matches decides", async () => {
    const file = owners("* @ivan # everything\n/network/ @heidi\nREADME.md\n*.yaml @grace");
    expect(await message("approvals: ivan, grace", { codeOwners: true }, file)).toEqual([
      "none from `heidi`, who own `network/sg.tf`, for `aaaaaaa`, the newest commit.",
    ]);
    expect((await look("approvals: heidi, grace", { codeOwners: true }, file)).findings).toEqual([]);
  });

  test("without the file, or with owners that nobody can resolve, there is a gap", async () => {
    expect((await look("approvals: grace", { codeOwners: true })).gaps).toMatchObject([{ cause: "unsupported" }]);
    const file = owners("* ops@shop.example");
    expect(await look("approvals: grace", { codeOwners: true }, file)).toMatchObject({
      findings: [],
      gaps: [{ reason: expect.stringContaining("`ops@shop.example` is an address") }],
    });
  });

  test("a file of hostile patterns is read in no time", async () => {
    const file = owners(`${"**/*a*/".repeat(400)} @ivan\n`.repeat(2_000));
    expect((await look("approvals: grace", { codeOwners: true }, file)).findings).toEqual([]);
  });
});

test("where nobody can say who approved, nobody is asked", async () => {
  expect((await look("", {})).skipped).toBe("who approved is not known here");
  const bare = scenarioDifferential(readScenario("Nothing.\n"));
  expect(await approver.look(bare, { options: defaults, schemas: {}, paths: [] })).toMatchObject({
    skipped: expect.stringContaining("no pull request text"),
  });
});
