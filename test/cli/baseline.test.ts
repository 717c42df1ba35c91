/** A baseline: what is old is written down, `check` tells what is new, secrets are never let off, and mended entries are told. */

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createRepository, removeTemporaryFolders } from "../temporary-repository.ts";
import { loadEveryCheck, run } from "./run.ts";

beforeAll(loadEveryCheck);
afterAll(removeTemporaryFolders);

const baseline = ".github/plumbline-baseline.json";
const rules = `extends: []
rules:
  style/yaml/duplicate-keys: failure
  secrets: { check: security/text/private-key, severity: failure, waivable: false, title: Key, why: Anyone can read it. }
`;
const twice = "kind: Service\nkind: Secret\n";

test("what is old is left out, also where lines move; what is new is not", async () => {
  const repository = createRepository({ ".github/plumbline.yml": rules, "b.yaml": twice, "a.yaml": twice });
  const { directory } = repository;
  const settings = { cwd: directory };
  expect((await run(["check"], settings)).code).toBe(1);

  const written = await run(["rules", "baseline"], settings);
  expect(written).toMatchObject({ code: 0, stdout: `${baseline}: 2 findings (2 new, 0 gone)\n` });
  const { findings } = JSON.parse(readFileSync(join(directory, baseline), "utf8"));
  expect(findings.map(({ path }: { readonly path: string }) => path)).toEqual(["a.yaml", "b.yaml"]);
  expect(await run(["check"], settings)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("2 older findings"),
  });

  repository.write("a.yaml", `# Moved.\n${twice}`);
  expect((await run(["check"], settings)).code).toBe(0);
  repository.write("a.yaml", `${twice}kind: Pod\n`);
  expect((await run(["check"], settings)).code).toBe(1);

  repository.write("a.yaml", "kind: Service\n");
  const mended = await run(["check"], settings);
  expect(mended.stdout).toContain("lists what is mended by now (`style/yaml/duplicate-keys` in `a.yaml`)");
  expect((await run(["rules", "baseline"], settings)).stdout).toBe(`${baseline}: 1 finding (0 new, 1 gone)\n`);
});

test("a rule that nobody may waive is not let off", async () => {
  const key = `-----BEGIN RSA ${"PRIVATE"} KEY-----\n${"MIIEowIBAAKCAQEAxyz0123456789".repeat(8)}\n-----END RSA ${"PRIVATE"} KEY-----\n`;
  const { directory } = createRepository({ ".github/plumbline.yml": rules, "deploy.key": key });
  expect((await run(["rules", "baseline"], { cwd: directory })).stdout).toContain("0 findings");
  expect((await run(["check"], { cwd: directory })).code).toBe(1);
});

test.each(["[]", "{", '{"version":1,"findings":[{"rule":1}]}', '{"version":2,"findings":[]}'])(
  "%s is no baseline, and nothing is silently let off or held up",
  async (text) => {
    const { directory } = createRepository({ ".github/plumbline.yml": rules });
    writeFileSync(join(directory, baseline), text);
    const { code, stderr } = await run(["check"], { cwd: directory });
    expect([code, stderr]).toEqual([2, expect.stringContaining("is no baseline")]);
    rmSync(join(directory, baseline));
    expect((await run(["check"], { cwd: directory })).code).toBe(0);
  },
);
