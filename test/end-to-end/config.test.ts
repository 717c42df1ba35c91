/** `/plumbline config` says what `plumbline rules show` says: every layer, the line of each key, and how the rules did so far. */

import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import { ruleFile, twiceYaml } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

const duplicates = "style/yaml/duplicate-keys";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({
    files: {
      [ruleFile]: `extends: [recommended, acme/rules//yaml.yml@v1]
rules:
  ${duplicates}: { severity: warning }
  security/text/private-key: off
`,
      "legacy/.plumbline.yml": `rules:\n  ${duplicates}: notice\n`,
    },
  });
  const ownersRules = "rules:\n  security/text/private-key: { enforced: true }\n  context/ticket: off\n";
  await stage.github.createRepository({ name: ".github", files: { "plumbline.yml": ownersRules } });
  const shared = await stage.github.createRepository({
    name: "rules",
    files: { "yaml.yml": "rules:\n  style/yaml/ambiguous-scalars: notice\n" },
  });
  shared.record.git.setRef("refs/tags/v1", shared.sha());
  await stage.app.settled();
});
afterEach(() => stage.github.assertClean());
afterAll(() => stage.close());

async function open(head: string, files: Record<string, string>): Promise<FakePullRequest> {
  const pull = await stage.repository.openPullRequest({ head, title: "Scale the api", files });
  await stage.app.settled();
  return pull;
}

async function config(pull: FakePullRequest, words = ""): Promise<string> {
  pull.comment("ada", `/plumbline config ${words}`);
  await stage.app.settled();
  const { summary = "" } = stage.run(pull);
  const start = summary?.indexOf("<details><summary>Rules in force") ?? -1;
  return summary?.slice(start, summary.indexOf("</details>", start)) ?? "";
}

test("each key has the file and line that set it, in every layer", async () => {
  const pull = await open("layers", { "legacy/api.yaml": "kind: Service\n" });
  const shown = await config(pull);
  expect(shown).toContain("<summary>Rules in force</summary>");
  expect(shown).toContain("recommended + acme/.github/plumbline.yml + .github/plumbline.yml@main");
  expect(shown).toContain("cannot weaken `severity` of `security/text/private-key`");
  expect(shown).toMatch(
    / {2}style\/yaml\/ambiguous-scalars: # rules\/recommended\.yml:\d+\n {4}severity: notice # acme\/rules\/\/yaml\.yml@v1:2/u,
  );
  expect(shown).toMatch(
    / {2}context\/ticket: # rules\/recommended\.yml:\d+\n {4}severity: 'off' # acme\/\.github\/plumbline\.yml:3/u,
  );
  expect(shown).toContain("    enforced: true # acme/.github/plumbline.yml:2");
  expect(shown).toContain(`    severity: warning # ${ruleFile}:3`);
  expect(shown).toContain(`  ${duplicates}@legacy: # rules/recommended.yml:`);
  expect(shown).toContain("    severity: notice # legacy/.plumbline.yml:2");
  expect(shown).toMatch(/\| `style\/yaml\/syntax` \| failure \| `rules\/recommended\.yml:\d+` \|/u);
  expect(shown).toMatch(/\| `security\/text\/private-key` \| failure \| .* cannot be waived; enforced/u);
  expect(pull.comments()).toHaveLength(1);
});

test("of one file only what looks at it is shown, as it is tuned there", async () => {
  const pull = await open("path", { "legacy/web.yaml": "kind: Service\n" });
  const shown = await config(pull, "`legacy/web.yaml`");
  expect(shown).toContain("<summary>Rules in force for legacy/web.yaml</summary>");
  expect(shown).toContain(`| \`${duplicates}\` | notice | \`legacy/.plumbline.yml:2\` |`);
  expect(shown).not.toContain("@legacy");
});

test("what was shown, mended by the next push and merged, is counted and told", async () => {
  const mended = await open("mend", { "k8s/api.yaml": twiceYaml, "k8s/web.yaml": twiceYaml });
  expect(stage.run(mended).annotations).toHaveLength(2);
  await mended.push({ files: { "k8s/api.yaml": "kind: Deployment\nreplicas: 3\n" } });
  await stage.app.settled();
  expect(stage.run(mended).annotations).toHaveLength(1);
  await mended.merge();
  await stage.app.settled();

  const shown = await config(await open("next", { "k8s/other.yaml": "kind: Service\n" }));
  const words = "shown 2 times in 1 merged pull request: 1 mended, 1 ignored";
  expect(shown).toContain(`| \`${duplicates}\` | warning | \`${ruleFile}:3\` | ${words} |`);
});
