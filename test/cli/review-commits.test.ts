/** `commits: each`: what breaks on the way is named with its commit, though head has it mended. */

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createRepository, removeTemporaryFolders } from "../temporary-repository.ts";
import { loadEveryCheck, run } from "./run.ts";

beforeAll(loadEveryCheck);
afterAll(removeTemporaryFolders);

const rules = (commits: string) =>
  `extends: []\ncommits: ${commits}\nrules:\n  style/yaml/syntax: failure\n  style/yaml/duplicate-keys: warning\n`;

function branch(commits: string) {
  const repository = createRepository({ ".github/plumbline.yml": rules(commits), "a.yaml": "port: 80\n" });
  repository.git("switch", "--quiet", "--create", "ports");
  repository.write("a.yaml", "port: 80\nport: 81\n");
  repository.write("b.yaml", "one: [\n");
  const first = repository.commit("Open 81");
  repository.write("b.yaml", "one: [}\n");
  repository.commit("Mend it badly");
  repository.write("b.yaml", "one: []\n");
  repository.commit("Mend it");
  repository.write("c.yaml", "two: 2\n");
  repository.commit("Add two");
  return { cwd: repository.directory, first: first.slice(0, 7) };
}

test("each commit is checked, and the first that breaks is named", async () => {
  const { cwd, first } = branch("each");
  const { code, stdout } = await run(["review", "--base", "main"], { cwd });
  expect(stdout).toContain(`since commit ${first}`);
  expect(stdout).toContain(`commit ${first} is the first that breaks this at \`b.yaml:`);
  expect(stdout).toContain("Another commit breaks this rule, too.");
  expect(stdout).toContain("Fold the mending into it with `git rebase --interactive`");
  expect(code).toBe(1);
});

test("only head is, where nothing is said", async () => {
  const { cwd, first } = branch("head");
  const { code, stdout } = await run(["review", "--base", "main"], { cwd });
  expect(stdout).toContain("a.yaml");
  expect(stdout).not.toContain(first);
  expect(code).toBe(0);
});

test("`rules show` says it", async () => {
  const { cwd } = branch("each");
  expect((await run(["rules", "show"], { cwd })).stdout).toMatch(/commits.*each/);
});
