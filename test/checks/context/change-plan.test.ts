/** Where a plan may stand, and what is asked for when it says only half of it. */

import { describe, expect, test } from "@jest/globals";
import changePlan from "../../../checks/context/change-plan.ts";
import { templates } from "../../../checks/generated/templates.ts";
import { lookAt, placesIn } from "./looking.ts";

function saying(body: string, files = ""): string {
  return `=== head etcd/values.yaml\nimage: etcd:3.6\n\n${files}=== request\ntitle: Upgrade etcd\nbranch: etcd\n\n${body}\n`;
}

describe("a plan in the description", () => {
  test.each([
    ["under headings", "## Rollout\nOne by one.\n\n## Roll-back\nRestore the snapshot."],
    ["behind bold words", "**Roll-out:** one by one.\n**Rollback:** restore the snapshot."],
    ["under bold lines", "**Deployment**\n\nOne by one.\n\n**Back-out**\n\nRestore the snapshot."],
    ["after plain words", "Canary: the first member, a day.\nRollback: restore the snapshot."],
    ["with commands", "## Roll-out\n```sh\nhelm upgrade\n```\n## Rollback\n```sh\nhelm rollback\n```"],
    ["with Windows line ends", "## Roll-out\r\nOne by one.\r\n\r\n## Rollback\r\nRestore.\r\n"],
  ])("%s", async (_, body) => {
    expect(await lookAt(changePlan, saying(body))).toEqual({
      findings: [],
      note: "`Roll-out` and `Rollback` in the description",
    });
  });

  test.each([
    ["nothing", "We are behind.", "neither the description nor a document says `Roll-out` and `Rollback`."],
    ["half of it", "## Roll-out\nOne by one.", "the description says `Roll-out`, but not `Rollback`."],
    [
      "an empty section",
      "## Roll-out\nOne by one.\n## Rollback\n<!-- how? -->",
      "the description says `Roll-out`, but not `Rollback`.",
    ],
    ["a promise", "Roll-out: one by one\n\nRollback: TBD", "the description says `Roll-out`, but not `Rollback`."],
    ["a bare no", "Roll-out: one by one\n\nRollback: n/a", "the description says `Roll-out`, but not `Rollback`."],
  ])("%s is not enough", async (_, body, message) => {
    const { findings } = await lookAt(changePlan, saying(body));
    expect(findings.map((finding) => finding.message)).toEqual([message]);
  });

  test("lines of the pull-request template are nobody's plan", async () => {
    const template = "## Roll-out\nDescribe the canary\n## Rollback\nDescribe the way back";
    const files = `=== base .github/pull_request_template.md\n${template}\n\n`;
    expect((await lookAt(changePlan, saying(template, files))).findings).toHaveLength(1);
  });

  test("asks for what the owner asks for", async () => {
    const body = "Maintenance window: Sunday, 02:00 to 04:00 UTC";
    expect((await lookAt(changePlan, saying(body), { sections: ["Window"] })).findings).toEqual([]);
  });
});

test("a linked plan counts", async () => {
  const { note } = await lookAt(changePlan, saying("Runbook: https://docs.example.com/etcd-upgrade"));
  expect(note).toBe("`https://docs.example.com/etcd-upgrade` in the description");
});

test("a plan in the repository is read against its template", async () => {
  const text = templates.get("upgrade-plan") ?? "";
  const observation = await lookAt(changePlan, saying("x", `=== head docs/upgrades/etcd.md\n${text}\n`));
  expect(placesIn(text, observation).map(([place]) => place)).toEqual([
    "## Owners",
    "## Context",
    "## Risks",
    "## Maintenance window",
    "## Message to stakeholders",
    "## Pre-flight checklist",
    "## Roll-out",
    "## In-flight checklist",
    "## Post-flight checklist",
    "## Rollback",
    "<what, from which version to which>",
  ]);
});

test("a description too long to be read is told, not judged", async () => {
  const { findings, gaps } = await lookAt(changePlan, saying("x ".repeat(200_000)));
  expect([findings, gaps?.[0]?.cause]).toEqual([[], "input"]);
});

test("without a request nothing is missing, only unknown", async () => {
  expect((await lookAt(changePlan, "=== head etcd/values.yaml\nimage: etcd:3.6\n")).skipped).toMatch(
    /^no pull request/,
  );
});
