/** `plumbline rules test` and `rules try`: an owner sees whether a policy does what it is meant to. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { removeTemporaryFolders, runGitIn, temporaryFolder } from "../temporary-repository.ts";
import { run } from "./run.ts";

afterAll(removeTemporaryFolders);

function folderWith(files: Readonly<Record<string, string>>): string {
  const cwd = temporaryFolder();
  runGitIn(cwd, "init", "--quiet");
  mkdirSync(join(cwd, ".github"));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(cwd, path), text);
  return cwd;
}

const ownRules = `policies:
  - id: fixed-images
    on: { language: yaml }
    assert: '!self.image.endsWith(":latest")'
    at: image
    message: "{image} moves"
    why: A restart must bring back what ran before.
    good:
      - "image: api:1"
      - |
        name: api
        image: api:latest
    bad: "image: api:2"
  - id: owners
    on: { paths: ["teams/**"] }
    schema: schema.json
    why: Somebody has to be called.
    bad: "owner: 1"
  - id: untested
    assert: "true"
    message: Never
    why: Nobody wrote an example.
`;
const schema = '{ "properties": { "owner": { "type": "string" } } }';

test("examples that are not what they say are shown with what was found in them", async () => {
  const cwd = folderWith({ ".github/plumbline.yml": ownRules, "schema.json": schema });
  expect(await run(["rules", "test"], { cwd })).toEqual({
    code: 1,
    stderr: "",
    stdout: `FAIL  fixed-images (2 good, 1 bad)
      .github/plumbline.yml:10: good example 2: the policy finds something in it
        1 | name: api
        2 | image: api:latest
          |        ^ \`api:latest\` moves
      .github/plumbline.yml:13: bad example 1: the policy holds in it
        1 | image: api:2
ok    owners (0 good, 1 bad)
-     untested (no examples)
3 policies, 1 without an example; 4 examples: 2 not what they say
`,
  });
});

test("a rule set that is not sound says where", async () => {
  const text = ownRules.replace("endsWith", "endWith");
  const cwd = folderWith({ ".github/plumbline.yml": text });
  expect(await run(["rules", "test"], { cwd })).toEqual({
    code: 2,
    stderr: "",
    stdout: ".github/plumbline.yml:4:26: No function is called `endWith`. Write `endsWith` if that is what is meant.\n",
  });
});

test("an expression is tried on a file", async () => {
  const cwd = folderWith({ "main.tf": 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\n' });
  const tryOut = (...words: readonly string[]) => run(["rules", "try", ...words], { cwd });
  expect(await tryOut("has(self.tags)", "main.tf", "--block", "resource")).toEqual({
    code: 1,
    stderr: "",
    stdout: 'main.tf:1:1: does not hold: resource "aws_s3_bucket" "logs" {\nAsked of 1, does not hold of 1\n',
  });
  expect(await tryOut("self.tags.owner == 'x'", "main.tf", "--block", "resource")).toMatchObject({ code: 3 });
  expect(await tryOut("self.bucket == 'logs'", "main.tf", "--block", "resource")).toMatchObject({ code: 0 });
  expect(await tryOut("slef.tags", "main.tf")).toEqual({
    code: 2,
    stderr: "",
    stdout: "slef.tags\n^ Nothing is called `slef`. Write `self` if that is what is meant.\n",
  });
  expect(await tryOut("has(self.tags)")).toMatchObject({ code: 2 });
});
