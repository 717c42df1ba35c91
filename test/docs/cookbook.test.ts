/** The cookbook's policies are sound, and each finds what its examples say. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { runExamples } from "../../checks/policy/examples.ts";
import { readRuleSetFile } from "../../checks/schema/plumbline-rules/read.ts";
import { packageRoot } from "../../engine/package-root.ts";

const folder = join(packageRoot(), "docs", "cookbook");
const files = (await readdir(folder)).filter((name) => name.endsWith(".yml"));
const read = await Promise.all(
  files.map(async (name) => ({
    name,
    reading: await readRuleSetFile(await readFile(join(folder, name), "utf8"), name),
  })),
);
const policies = read.flatMap(({ reading }) => reading.file?.policies ?? []);

describe("the cookbook", () => {
  test("is sound", () => {
    expect(read.map(({ name, reading }) => [name, reading.problems])).toEqual(files.map((name) => [name, []]));
    expect(policies.length).toBeGreaterThanOrEqual(20);
  });

  test.each(policies.map((policy) => [policy.rule.name, policy] as const))("%s", async (_, policy) => {
    expect(policy.good.length).toBeGreaterThan(0);
    expect(policy.bad.length).toBeGreaterThan(0);
    const results = await runExamples([policy]);
    expect(
      results.flatMap(({ verdict, number, mistake }) => (mistake ? [`${verdict} ${number}: ${mistake}`] : [])),
    ).toEqual([]);
    for (const { verdict, found } of results) {
      if (verdict === "bad")
        expect(found.map(({ message }) => message)).not.toContainEqual(expect.stringMatching(/[{}]|``/u));
    }
  });
});
