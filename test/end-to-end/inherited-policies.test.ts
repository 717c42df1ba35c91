/** Policies of the organisation, of an extended file and of a schema's path: in force below, waived only where they may be, and read at the base. */

import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import type { CheckRunRecord } from "../fake-github/world.ts";
import { ruleFile } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

const ownersRules = `extends: []
policies:
  - id: services-have-owners
    on: { kind: Service }
    assert: has(self.metadata.labels)
    message: The service {metadata.name} has no owner.
    why: Somebody has to be called at night.
    severity: failure
    enforced: true
    waivable: false
rules:
  schema/plumbline-rules: failure
  waiver/unused: warning
`;
const sharedRules = `policies:
  - id: no-node-ports
    on: { kind: Service }
    assert: "!has(self.spec.type) || self.spec.type != 'NodePort'"
    message: The service {metadata.name} opens a port on every node.
    why: The firewall does not know of it.
    severity: warning
`;
const repositoryRules = `extends: [acme/rules//ports.yml@v1]
rules:
  no-node-ports: failure
policies:
  - id: services-follow-our-schema
    on: { language: yaml, paths: [services/*.yaml] }
    schema: schemas/service.json
    why: The catalogue reads these files.
    severity: failure
`;
const strictSchema = JSON.stringify({ type: "object", required: ["team"], properties: { team: { type: "string" } } });
const service = (comment: string): string => `apiVersion: v1
kind: Service
metadata:
  name: api
${comment}spec:
  type: NodePort
  ports: [{ port: 80 }]
`;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ files: { [ruleFile]: repositoryRules, "schemas/service.json": strictSchema } });
  await stage.github.createRepository({ name: ".github", files: { "plumbline.yml": ownersRules } });
  const shared = await stage.github.createRepository({ name: "rules", files: { "ports.yml": sharedRules } });
  shared.record.git.setRef("refs/tags/v1", shared.sha());
  await stage.app.settled();
});
afterEach(() => stage.github.assertClean());
afterAll(() => stage.close());

let pulls = 0;
async function openPull(files: Record<string, string>, fork = false): Promise<FakePullRequest> {
  pulls += 1;
  const head = `patch/${pulls}`;
  const from = fork ? { fork, author: "mallory" } : {};
  const pull = await stage.repository.openPullRequest({ head, title: `Change ${pulls}`, files, ...from });
  await stage.app.settled();
  return pull;
}

function found({ annotations }: CheckRunRecord): readonly string[] {
  return annotations.map(({ annotation_level, path, start_line, message }) =>
    [annotation_level, `${path}:${start_line}`, message.split("\n")[0]].join(" "),
  );
}

const ownerless = "failure k8s/api.yaml:1 The service `api` has no owner.";
const nodePort = "failure k8s/api.yaml:1 The service `api` opens a port on every node.";

test("the organisation's and the extended file's judge what the repository's own rules do not speak of", async () => {
  const run = stage.run(await openPull({ "k8s/api.yaml": service("") }));
  expect(run.conclusion).toBe("failure");
  expect(found(run)).toEqual([ownerless, nodePort]);
});

test("a comment waives the one that may be waived, is listed, and does nothing about the other", async () => {
  const comment = "# plumbline-disable-file services-have-owners, no-node-ports -- the lab has no owner\n";
  const run = stage.run(await openPull({ "k8s/api.yaml": service(comment) }));
  expect(found(run)).toContain(ownerless);
  expect(found(run)).not.toContain(nodePort);
  expect(run.summary).toMatch(/k8s\/api\.yaml:5.*`services-have-owners`, `no-node-ports` \(the lab has no owner\)/u);
});

test("whoever would weaken the enforced one hears it in the same change, at file and line, and is held to it", async () => {
  const weakened = repositoryRules.replace("rules:\n", "rules:\n  services-have-owners: off\n");
  for (const fork of [false, true]) {
    const run = stage.run(await openPull({ [ruleFile]: weakened, "k8s/api.yaml": service("") }, fork));
    expect(found(run)).toContain(ownerless);
    const said = "`.github/plumbline.yml:3` cannot weaken `severity` of `services-have-owners`";
    expect(run.summary).toContain(`- ${said}: \`acme/.github/plumbline.yml\` enforces the rule.`);
  }
  const other = stage.run(await openPull({ "README.md": "# Infrastructure, again\n" }));
  expect(other.summary).not.toContain("cannot weaken");
});

test("the schema that a policy names is the base's, whatever a change makes of it", async () => {
  const entry = "name: api\n";
  for (const fork of [false, true]) {
    for (const schema of ["{}", '{"type":"object"}', "not JSON"]) {
      const run = stage.run(await openPull({ "services/api.yaml": entry, "schemas/service.json": schema }, fork));
      expect(run.conclusion).toBe("failure");
      expect(found(run).join("\n")).toMatch(/failure services\/api\.yaml:1 .*`team`/u);
      expect(run.summary).toContain("this change touches the schema `schemas/service.json` of a rule");
    }
  }
  const sound = stage.run(await openPull({ "services/web.yaml": "team: web\n" }));
  expect(sound.conclusion).toBe("success");
  expect(sound.summary).not.toContain("touches the schema");
});
