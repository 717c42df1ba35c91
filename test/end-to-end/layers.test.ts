/** Layers on GitHub: organisation, files of other repositories, directories; and every side door that a head could try. */

import { generateKeyPairSync } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { FakePullRequest } from "../fake-github/pull-request-actor.ts";
import type { CheckRunRecord } from "../fake-github/world.ts";
import { ruleFile, twiceYaml } from "./rules.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

const duplicates = "style/yaml/duplicate-keys";
const ownersRules = `rules:
  security/text/private-key: { enforced: true }
  context/ticket: off
  context/description: off
`;
const repositoryRules = `extends: [recommended, acme/rules//shared/yaml.yml@v1]
rules:
  security/text/private-key: off
`;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({
    files: { [ruleFile]: repositoryRules, "legacy/.plumbline.yml": `rules: { ${duplicates}: off }\n` },
  });
  await stage.github.createRepository({ name: ".github", files: { "plumbline.yml": ownersRules } });
  const shared = await stage.github.createRepository({
    name: "rules",
    files: { "shared/yaml.yml": `rules: { ${duplicates}: notice }\n` },
  });
  shared.record.git.setRef("refs/tags/v1", shared.sha());
  await stage.app.settled();
});
afterEach(() => stage.github.assertClean());
afterAll(() => stage.close());

let pulls = 0;
async function openPull(files: Record<string, string>, fork = false): Promise<FakePullRequest> {
  pulls += 1;
  const pull = await stage.repository.openPullRequest({
    head: `patch/${pulls}`,
    title: "OPS-1: turn a key",
    message: `Turn a key, try ${pulls}`,
    files,
    ...(fork && { fork, author: "mallory" }),
  });
  await stage.app.settled();
  return pull;
}

function levels({ annotations }: CheckRunRecord): readonly string[] {
  return annotations.map(({ path, annotation_level: level }) => `${level} ${path}`).sort();
}

describe("layers", () => {
  test("extended rules, the repository's and a directory's hold, each where it speaks", async () => {
    const pull = await openPull({ "k8s/api.yaml": twiceYaml, "legacy/api.yaml": twiceYaml });
    expect(levels(stage.run(pull))).toEqual(["notice k8s/api.yaml"]);
    expect(stage.run(pull).conclusion).toBe("success");
    const manifest = { "deploy/api.yaml": "apiVersion: v1\nkind: Service\n", "main.tf": "", "variables.tf": "" };
    expect(stage.run(await openPull(manifest)).summary).toContain("recognised: 2 terraform, 1 kubernetes ·");
    expect(stage.run(pull).summary).toContain("recommended + acme/.github/plumbline.yml + .github/plumbline.yml@main");
    expect(stage.run(pull).summary).toContain("legacy/.plumbline.yml");
  });

  test("a repository cannot weaken what its organisation enforces, and is told at which line it tries", async () => {
    const pull = await openPull({ "k8s/other.yaml": "kind: Service\n" });
    expect(stage.run(pull).summary).toMatch(/plumbline\.yml:3.* cannot weaken .*severity.*private-key/u);
  });

  test("what cannot be extended fails the change that extends it, at its line, and nobody else", async () => {
    const pull = await openPull({
      [ruleFile]: "extends:\n  - acme/rules//shared/yaml.yml@v2\n  - elsewhere/rules//a.yml@v1\n",
    });
    const run = stage.run(pull);
    expect(run.conclusion).toBe("failure");
    expect(run.annotations.map(({ start_line: line, message }) => `${line} ${message.split("\n")[0]}`)).toEqual([
      expect.stringMatching(/^2 .*there is no `shared\/yaml\.yml` at the tag `v2` of `acme\/rules`/u),
      expect.stringMatching(/^3 .*it belongs to `elsewhere`, and only rule sets of `acme`/u),
    ]);
    const other = await openPull({ "k8s/third.yaml": "kind: Service\n" });
    expect(stage.run(other).conclusion).toBe("success");
  });
});

describe("a private key stays red", () => {
  const key = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const body = key.split("\n")[1] ?? "";
  const path = "keys/deploy.yaml";
  const comment = (text: string) => `${text}\nkey: |\n  ${key.trim().replaceAll("\n", "\n  ")}\n`;
  const plain = comment("# A key");
  const rule = "security/text/private-key";

  test.each<[string, Record<string, string>]>([
    ["the rule set switches it off", { [path]: plain, [ruleFile]: `rules: { ${rule}: off }\n` }],
    ["the rule set inherits nothing", { [path]: plain, [ruleFile]: "extends: []\n" }],
    ["the rule set ignores it", { [path]: plain, [ruleFile]: 'ignore: ["**"]\n' }],
    [
      "an override leaves it out",
      { [path]: plain, [ruleFile]: `overrides: [{ paths: [keys/**], rules: { ${rule}: off } }]\n` },
    ],
    [
      "a directory switches it off",
      { [path]: plain, "keys/.plumbline.yml": `rules: { ${rule}: off }\nignore: ["**"]\n` },
    ],
    ["a comment waives the file", { [path]: comment(`# plumbline-disable-file ${rule} -- it is a test key`) }],
    [
      "a comment of another tool waives it",
      { [path]: comment("# checkov:skip=CKV_SECRET_13: a test key\n# yamllint disable") },
    ],
    [
      "another tool's configuration",
      { [path]: plain, ".tflint.hcl": "config { disabled_by_default = true }\n", ".yamllint": "ignore: keys/\n" },
    ],
    [
      "files of things to ignore",
      { [path]: plain, ".gitignore": "keys/\n", ".prettierignore": "keys/\n", ".plumblineignore": "keys/\n" },
    ],
    [
      "attributes call it generated",
      { [path]: plain, ".gitattributes": "keys/* linguist-generated=true linguist-vendored -diff\n" },
    ],
  ])("when %s, from the repository and from a fork", async (_, files) => {
    for (const fork of [false, true]) {
      const pull = await openPull(files, fork);
      const run = stage.run(pull);
      expect(run.conclusion).toBe("failure");
      expect(levels(run)).toContain(`failure ${path}`);
      const said = JSON.stringify(stage.runs(pull));
      expect(said).not.toContain(body.slice(0, 24));
      expect(stage.logged.join("")).not.toContain(body.slice(0, 24));
      if (files[path]?.includes("plumbline-disable-file")) expect(run.summary).toContain("it is a test key");
    }
  });
});

describe("a rule that is mended at the base", () => {
  test("is applied by /recheck", async () => {
    const pull = await openPull({ "k8s/mended.yaml": twiceYaml });
    expect(levels(stage.run(pull))).toEqual(["notice k8s/mended.yaml"]);
    await stage.repository.commit("main", {
      files: { [ruleFile]: `rules: { ${duplicates}: failure }\n` },
      message: "Fail on duplicate keys",
    });
    await stage.app.settled();
    pull.comment("ada", "/recheck");
    await stage.app.settled();
    expect(levels(stage.run(pull))).toEqual(["failure k8s/mended.yaml"]);
    expect(stage.run(pull).conclusion).toBe("failure");
  });
});
