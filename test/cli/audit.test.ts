/** `plumbline audit`: exceptions in the files of a folder and in the service's store, as text, CSV and JSON. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { openStore } from "../../store/open-store.ts";
import { systemClock } from "../../store/system-clock.ts";
import { createRepository, removeTemporaryFolders, temporaryFolder } from "../temporary-repository.ts";
import { run } from "./run.ts";

afterAll(removeTemporaryFolders);

const silence = { info: () => undefined, warn: () => undefined, error: () => undefined };

function folder(): string {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "k8s"));
  writeFileSync(
    join(cwd, "k8s/api.yaml"),
    '# plumbline-disable-file style/yaml/* -- =cmd(), "quoted" until 2020-01-31\nkind: Service\n',
  );
  writeFileSync(join(cwd, "main.tf"), '# tflint-ignore: terraform_typed_variables\nvariable "zone" {}\n');
  writeFileSync(join(cwd, "README.md"), "Nothing is waived here.\n");
  return cwd;
}

describe("of the files here", () => {
  test("as text", async () => {
    const { code, stdout } = await run(["audit"], { cwd: folder() });
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        "k8s/api.yaml:1  style/yaml/*",
        '    ended with 2020-01-31: =cmd(), "quoted"',
        "main.tf:1  style/terraform/typed-variables",
        "    comment of tflint: no reason given",
        "",
        "2 exceptions, 1 of them over.",
        "",
      ].join("\n"),
    );
  });

  test("as CSV that no spreadsheet calculates", async () => {
    const { stdout } = await run(["audit", "k8s", "--format", "csv"], { cwd: folder() });
    expect(stdout.split("\r\n")[1]).toMatch(
      /^comment,k8s,api\.yaml:1,style\/yaml\/\*,"'=cmd\(\), ""quoted""",,,2020-01-31,ended,$/,
    );
  });

  test("nothing is nothing", async () => {
    expect((await run(["audit"], { cwd: temporaryFolder() })).stdout).toBe("No exception is on record.\n");
  });
});

describe("of the service", () => {
  test("what was decided, also while the service runs", async () => {
    const dataDir = temporaryFolder();
    const store = await openStore<string>({ dataDir, clock: systemClock, log: silence });
    const pull = { installation: 7, owner: "acme", repo: "network", subject: "pull/12" };
    const given = { by: "grace", at: 0, reason: "the site is down" };
    await store.decide(pull, { ...given, kind: "override", id: "5/0", headSha: "abc", until: 3_600_000 });
    await store.decide(pull, { ...given, kind: "waive", id: "6/0", rule: "ticket", fingerprints: ["ff"] });
    const settings = { cwd: dataDir, env: { DATA_DIR: dataDir } };
    const running = await run(["audit", "--service", "--format", "json"], settings);
    expect(JSON.parse(running.stdout)).toMatchObject([
      { kind: "override", repository: "acme/network", where: "pull/12", by: "grace", state: "ended" },
      { kind: "waive", what: "ticket", reason: "the site is down", at: "1970-01-01T00:00:00.000Z", state: "holds" },
    ]);
    const tally = { rule: "ticket", shown: 3, mended: 1, waived: 1, overridden: 0 };
    await store.tally(pull, [tally]);
    await store.tally(pull, [tally]);
    await store.tally({ ...pull, subject: "pull/13" }, [{ ...tally, mended: 2 }]);
    const statistics = await run(["rules", "stats"], settings);
    expect(statistics.stdout).toContain("acme/network ticket      6       3       2           0        1\n");
    const { directory, git } = createRepository({ "api.yaml": "kind: Service\n" });
    git("remote", "add", "origin", "https://github.com/acme/network.git");
    const duplicates = { ...tally, rule: "style/yaml/duplicate-keys", mended: 0, waived: 0 };
    await store.tally({ ...pull, subject: "pull/14" }, [duplicates]);
    await store.tally({ ...pull, repo: "clusters" }, [duplicates]);
    const shown = await run(["rules", "show", "api.yaml"], { ...settings, cwd: directory });
    expect(shown.stdout).toMatch(
      /duplicate-keys: # rules\/recommended\.yml:\d+\n {4}# shown 3 times in 1 merged pull request: 3 ignored\n/u,
    );
    await store.stop(0);
    const stopped = await run(["audit", "--service", "--format", "json"], settings);
    expect(JSON.parse(stopped.stdout)).toEqual(JSON.parse(running.stdout));
    const exported = await run(["export"], settings);
    expect(exported.stdout).toContain('"table":"decision"');
    expect(exported.stdout.split("\n").filter((line) => line.includes('"table":"tally"'))).toHaveLength(4);
    // Two databases are opened, one after the other.
  }, 120_000);

  test("a wrong place is told in a line", async () => {
    const { code, stderr } = await run(["audit", "--service"], { cwd: "/", env: { DATA_DIR: temporaryFolder() } });
    expect([code, stderr]).toEqual([2, expect.stringContaining("there is no store in")]);
  });
});
