/** Policies of the base judge a pull request in their owner's words; one that the head brings along is only previewed. */

import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { ruleFile } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

const policies = `extends: []
policies:
  - id: no-public-ssh
    title: Public SSH
    on: { block: ingress }
    assert: '!(self.from_port <= 22 && self.to_port >= 22 && "0.0.0.0/0" in self.cidr_blocks)'
    at: cidr_blocks
    message: Port {from_port} is open to the whole Internet.
    advice: Name the network that people come from.
    why: Every machine on the Internet tries passwords on port 22 all day.
    severity: failure
`;
const described = `${policies}
  - id: groups-are-described
    on: { block: resource.aws_security_group }
    assert: has(self.description)
    message: The group {labels[1]} does not say what it is for.
    why: Nobody dares to delete a group that nobody knows.
    severity: failure
`;
const group = (networks: string): string => `resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    cidr_blocks = ${networks}
  }
}
`;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ files: { [ruleFile]: policies } });
});
afterEach(() => stage.github.assertClean());
afterAll(() => stage.close());

async function openPull(head: string, files: Record<string, string>) {
  const pull = await stage.repository.openPullRequest({ head, title: `Change ${head}`, files });
  await stage.app.settled();
  return pull;
}

test("a policy of the base fires with its own message, advice and place", async () => {
  const pull = await openPull("open", { "sg.tf": group('["0.0.0.0/0"]') });
  const run = stage.run(pull);
  expect(run.conclusion).toBe("failure");
  expect(run.annotations).toMatchObject([{ path: "sg.tf", start_line: 5, annotation_level: "failure" }]);
  const [annotation] = run.annotations;
  expect(annotation?.message).toContain("Name the network that people come from.");
  expect(run.summary).toContain("Port `22` is open to the whole Internet");
  expect(JSON.stringify(run)).toContain("tries passwords on port 22");
});

test("what nobody knows yet is no finding", async () => {
  const pull = await openPull("unknown", { "sg.tf": group("var.networks") });
  expect(stage.run(pull)).toMatchObject({ conclusion: "success", annotations: [] });
});

test("a policy that the head adds judges nobody before it is merged, and is previewed", async () => {
  const pull = await openPull("describe", { [ruleFile]: described, "sg.tf": group('["10.0.0.0/8"]') });
  const run = stage.run(pull);
  expect(run).toMatchObject({ conclusion: "success", annotations: [] });
  expect(run.summary).toContain("### What the changed rules would find");
  expect(run.summary).toMatch(/groups-are-described.*sg\.tf:1/u);
});

test("a policy without an answer is told to its owner, at its line", async () => {
  const text = group('["0.0.0.0/0"]').replace("    from_port   = 22\n", "");
  const run = stage.run(await openPull("portless", { "sg.tf": text }));
  expect(run).toMatchObject({ conclusion: "success", annotations: [] });
  expect(run.summary).toMatch(
    /the policy at `\.github\/plumbline\.yml:6` cannot be evaluated: there is no key `from_port`/u,
  );
});
