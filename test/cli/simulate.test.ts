/** `rules simulate` on a real repository: what each rule would have said of what was merged. */

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { packageRoot } from "../../engine/package-root.ts";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { createRepository, removeTemporaryFolders } from "../temporary-repository.ts";
import type { TemporaryRepository } from "../temporary-repository.ts";

afterAll(removeTemporaryFolders);

const program = join(packageRoot(), "bin", "plumbline.js");
const rules = `extends: []
rules:
  style/yaml/duplicate-keys: failure
  security/text/private-key: { severity: failure, mode: shadow }
  context/ticket: warning
  style/terraform/typed-variables: warning
`;

/** In a process of its own: what runs in workers is what was built. */
function simulate(cwd: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [program, "rules", "simulate", ...args], { cwd, encoding: "utf8" });
}

let repository: TemporaryRepository;
beforeAll(() => {
  repository = createRepository({ "k8s/api.yaml": "kind: Service\n" });
  for (let number = 1; number <= 40; number += 1) {
    const isTwice = number % 10 === 0;
    repository.write(`k8s/app-${number}.yaml`, isTwice ? "kind: Service\nkind: Secret\n" : "kind: Service\n");
    repository.commit(number % 2 === 0 ? `OPS-${number}: add an app (#${number})` : `Add an app (#${number})`);
  }
  repository.write(".github/plumbline.yml", rules);
  repository.commit("OPS-1: ask for keys that stand once");
});

describe("a history of 41 changes", () => {
  test("tells how often each rule fires, on how many, how slow, and shows examples", () => {
    const simulation = JSON.parse(simulate(repository.directory, "--format", "json"));
    expect(simulation).toMatchObject({ of: "main", changes: 41, blocked: 4, lost: [] });
    const byName = new Map(simulation.rules.map((rule: { readonly name: string }) => [rule.name, rule]));
    expect(byName.get("style/yaml/duplicate-keys")).toMatchObject({
      fires: 4,
      changes: 4,
      asked: 41,
      examples: [{ path: "k8s/app-40.yaml", line: 2 }, { path: "k8s/app-30.yaml" }, {}, {}],
      slowest: { milliseconds: expect.any(Number) },
    });
    expect(byName.get("context/ticket")).toMatchObject({ fires: 20, changes: 20, asked: 41 });
    expect(byName.get("security/text/private-key")).toMatchObject({ mode: "shadow", fires: 0, asked: 41 });
    expect(byName.get("style/terraform/typed-variables")).toMatchObject({ fires: 0, asked: 0 });
  });

  test("is read by people, too, and as far back as they ask", () => {
    const text = simulate(repository.directory, "--last", "11", "--from", "main");
    expect(text).toMatch(
      /^The last 11 changes merged to main would have met .*:\n1 of them would have been held up \(9%\)\./u,
    );
    expect(text).toMatch(/ 1 \(9%\) +1 {2}failure +style\/yaml\/duplicate-keys +[\d.]+ ms \([0-9a-f]{7}\)\n/u);
    expect(text).toMatch(/[0-9a-f]{7} k8s\/app-40\.yaml:2 {2}`kind` stands twice/u);
    expect(text).toContain("Never asked: no change of their kind (1): style/terraform/typed-variables");
  });
});

test.each([
  [["--last", "0"], "`--last 0` is no number of changes"],
  [["--from", "gone"], "there is no commit named `gone` here"],
])("%j is a mistake of usage", (args, words) => {
  expect(() => simulate(repository.directory, ...args)).toThrow(words);
});

test("a repository with nothing but its beginning has nothing to replay", () => {
  const { directory } = createRepository({ "a.yaml": "a: 1\n" });
  expect(() => simulate(directory)).toThrow("nothing was merged to `main` yet");
});
