/** A high-risk pull request goes from red to green by edits alone: nothing is read, parsed or assessed again. */

import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { OpenToolbox } from "../../engine/toolbox.ts";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { ruleFile } from "./rules.ts";
import { openStage, toolbox } from "./stage.ts";
import type { Stage } from "./stage.ts";

const rules = `extends: [context-strict]
rules:
  style/yaml/duplicate-keys: { severity: failure, when: { labels: [strict] } }
  a-label-for-the-network:
    check: context/link
    title: Peer review
    severity: failure
    when: { labels: [network] }
    why: Whoever labels a change so wants another pair of eyes.
    options: { to: review by the network team, pattern: 'https://reviews\\.example\\.com/\\d+' }
`;

const securityGroup = (from: string): string => `resource "aws_security_group" "bastion" {
  name = "bastion"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["${from}"]
  }
}
`;

const asked = { inspections: 0, assessments: 0 };
const counting: OpenToolbox = {
  ...toolbox,
  inspect: (inspections, signal) => {
    asked.inspections += inspections.length;
    return toolbox.inspect(inspections, signal);
  },
  assess: (question) => {
    asked.assessments += 1;
    if (!toolbox.assess) throw new Error("the toolbox assesses no risk");
    return toolbox.assess(question);
  },
};

let stage: Stage;
let pull: FakePullRequest;

beforeAll(async () => {
  stage = await openStage({
    toolbox: counting,
    files: { [ruleFile]: rules, "prod/network/sg.tf": securityGroup("10.0.0.0/8") },
  });
  pull = await stage.repository.openPullRequest({
    head: "new-office",
    title: "Let the new office in",
    body: "",
    message: "Let the new office in",
    files: { "prod/network/sg.tf": securityGroup("10.1.0.0/16"), "k8s/api.yaml": "port: 80\nport: 8080\n" },
  });
  await stage.app.settled();
});
afterEach(() => stage.github.assertClean());
afterAll(() => stage.close());

/** What an edit costs beside the answer: files that were read, looked at, assessed. */
async function edit(act: () => unknown) {
  const before = { ...asked, number: stage.github.log.at(-1)?.number ?? 0 };
  await act();
  await stage.app.settled();
  const calls = stage.github.log.filter(({ number, path }) => number > before.number && !path.startsWith("/app"));
  return {
    inspections: asked.inspections - before.inspections,
    assessments: asked.assessments - before.assessments,
    // The owner's own rule set is asked for in its repository: it may be another one by now.
    reads: calls.filter(
      ({ method, path }) => method === "GET" && /\/infrastructure\/(?:git|contents|compare|files)\b/.test(path),
    ).length,
  };
}

const nothing = { inspections: 0, assessments: 0, reads: 0 };

test("opened: everything that high risk asks for is missing, each with the reason", () => {
  const { conclusion, title, summary } = stage.run(pull);
  expect(conclusion).toBe("failure");
  expect(title).toBe(
    "5 to mend before merge: no description, no ticket, no design document, no change plan and 1 more",
  );
  expect(summary).toContain("Asked for here: risk **high** (network rule, `prod/network/sg.tf:1`; production,");
  expect(summary).toContain("### Risk: high");
  expect(summary).toContain("- Peer review not asked for (not labelled `network`)");
});

test("title and description are edited: the checklist fills, and no file is looked at again", async () => {
  const cost = await edit(() =>
    pull.edit({
      title: "OPS-123: Let the new office in",
      body: "The new office has its own range, and its people cannot reach the bastion.\n\nDesign: https://docs.example.com/d/office",
    }),
  );
  expect(cost).toEqual(nothing);
  expect(stage.run(pull).title).toBe("2 to mend before merge: no change plan, no test evidence");
});

test("a label asks for more", async () => {
  expect(await edit(() => pull.label("network"))).toEqual(nothing);
  expect(stage.run(pull).title).toBe("3 to mend before merge: no change plan, no test evidence, no peer review");
  expect(stage.run(pull).summary).toContain("Asked for here: labelled `network`.");
});

test("the rest is said: green, with the risk as it was", async () => {
  const cost = await edit(() =>
    pull.edit({
      body: [
        "The new office has its own range, and its people cannot reach the bastion.",
        "Design: https://docs.example.com/d/office, reviewed in https://reviews.example.com/42",
        "**Roll-out:** one bastion, an hour later the others.",
        "Tested: on the bastion of staging, from a laptop in the new office.",
        "**Rollback:** apply the former range; no state is touched.",
      ].join("\n\n"),
    }),
  );
  expect(cost).toEqual(nothing);
  expect(stage.run(pull)).toMatchObject({ conclusion: "success", title: "Nothing to mend before merge" });
  expect(stage.run(pull).summary).toContain("### Risk: high");
});

test("a label that has files looked at by one more rule takes the whole review", async () => {
  const cost = await edit(() => pull.label("strict"));
  expect(cost).toMatchObject({ assessments: 1 });
  expect(stage.run(pull)).toMatchObject({ conclusion: "failure", annotations: [{ path: "k8s/api.yaml" }] });
});
