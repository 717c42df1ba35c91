/** Trunk-based work: the base, the branch's age and distance, the size of a change, layout among behaviour. */

import { describe, expect, test } from "@jest/globals";
import behindTrunk from "../../../checks/context/behind-trunk.ts";
import branchAge from "../../../checks/context/branch-age.ts";
import mixedConcerns from "../../../checks/context/mixed-concerns.ts";
import size from "../../../checks/context/size.ts";
import trunk from "../../../checks/context/trunk.ts";
import type { RiskAssessment } from "../../../core/risk.ts";
import { cpuTime } from "../../cpu-time.ts";
import { lookAt } from "./looking.ts";

const file = "=== head k8s/api.yaml\nkind: Service\n\n";
const request = (fields: string) => `${file}=== request\ntitle: Add the API\n${fields}\n`;
const said = ({ findings }: { readonly findings: readonly { readonly message: string }[] }) =>
  findings.map(({ message }) => message);

describe("context/trunk", () => {
  test.each<[string, string, readonly string[], string]>([
    ["the default branch", "base: main\ndefault: main", [], "base is `main`"],
    [
      "a branch that the owner names",
      "base: release/1.2\ndefault: main",
      ["main", "release/*"],
      "base is `release/1.2`",
    ],
    [
      "a stack",
      "base: rework\ndefault: main\nstacked on: 11",
      [],
      "stacked on `#11`, whose branch is the base `rework`",
    ],
  ])("%s is in order", async (_, fields, trunks, note) => {
    expect(await lookAt(trunk, request(fields), { trunks: [...trunks] })).toEqual({ findings: [], note });
  });

  test("a back-port goes where it goes", async () => {
    const text = `${request("base: release/1\ndefault: main")}\n=== earlier back-port #7\ntitle: Add the API\n`;
    expect((await lookAt(trunk, text)).note).toBe("a back-port to `release/1`");
  });

  test("another branch is not", async () => {
    expect((await lookAt(trunk, request("base: re`work\ndefault: main"))).findings).toEqual([
      {
        message:
          "the base is `re'work`, not `main`: what is merged there is reviewed again on its way to the trunk, or never.",
        advice: "Change the base to `main` beside the title, no push needed.",
        evidence: "base",
      },
    ]);
  });

  test("nothing is asked where the trunk or the base is unknown", async () => {
    expect((await lookAt(trunk, request("base: x"))).skipped).toMatch(/^nobody says which branch/);
    expect((await lookAt(trunk, file)).skipped).toMatch(/^no pull request text/);
  });
});

describe("context/branch-age", () => {
  const time = Date.parse("2026-03-02T09:00:00Z");

  test("counts from the oldest commit, or from the request if that is older", async () => {
    const commit = "\n=== commit Ada <ada@shop.example> 2026-01-31T09:00:00Z\nAdd the API\n";
    const wrongClock = "\n=== commit Ada <ada@shop.example> 1970-01-01T00:00:00Z\nAdd it again\n";
    expect(
      said(await lookAt(branchAge, request("created: 2026-02-28T09:00:00Z") + commit + wrongClock, {}, { time })),
    ).toEqual(["this branch began on 2026-01-31, 30 days ago, 16 more than the 14 that one lives here."]);
    expect((await lookAt(branchAge, request("created: 2026-03-01T08:00:00Z"), {}, { time })).note).toBe("1 day");
  });

  test.each([
    ["no clock", "created: 2026-02-28T09:00:00Z", {}],
    ["no times", "author: ada", { time }],
    ["broken times", "created: soon", { time }],
  ])("is unknown with %s", async (_, fields, more) => {
    expect((await lookAt(branchAge, request(fields), {}, more)).skipped).toMatch(/^nothing here says/);
  });
});

describe("context/behind-trunk", () => {
  test("names the distance beyond the limit", async () => {
    expect(said(await lookAt(behindTrunk, request("behind: 70")))).toEqual([
      "`main` has 70 commits that this branch lacks, 20 more than are allowed: what was reviewed here is not what will run.",
    ]);
    expect((await lookAt(behindTrunk, request("behind: 50"))).note).toBe("lacks 50 of the base's commits");
    expect((await lookAt(behindTrunk, request("behind: 0"))).note).toBe("up to date");
  });

  test("is unknown where nobody says it", async () => {
    expect((await lookAt(behindTrunk, file)).skipped).toMatch(/^nothing here says/);
  });
});

describe("context/size", () => {
  const rows = (count: number) => "- row\n".repeat(count);

  test("names what is over, and where most of it is", async () => {
    const text = `=== head a.yaml\n${rows(8)}\n=== head b.yaml\n${rows(4)}\n=== head package-lock.json\n${rows(99)}\n`;
    expect(said(await lookAt(size, text, { lines: 10, files: 1 }))).toEqual([
      "this change has 12 lines where 10 are allowed and 2 files where 1 are allowed, 1 generated file left out; most of it is in `a.yaml` (8), `b.yaml` (4).",
    ]);
    expect((await lookAt(size, text, { lines: 12 })).note).toBe("12 lines in 2 files, 1 generated file left out");
  });

  test("what base marks as generated does not count; what head marks does", async () => {
    const marked = (side: string) =>
      `=== ${side} .gitattributes\n*.yaml linguist-generated\nb.yaml -linguist-generated\n\n=== ${side} c/.gitattributes\nd.yaml linguist-generated=false\n`;
    const files = `\n=== head a.yaml\n${rows(8)}\n=== head b.yaml\n${rows(4)}\n=== head c/d.yaml\n${rows(2)}\n=== head c/e.yaml\n${rows(1)}\n`;
    expect((await lookAt(size, marked("base") + files)).note).toBe("6 lines in 2 files, 2 generated files left out");
    expect((await lookAt(size, marked("head") + files)).note).toBe("18 lines in 6 files");
  });

  test("counts resources where the risk was assessed", async () => {
    const resources = [{ type: "aws_route", action: "added", count: 12, example: { words: "x" } }] as const;
    const change = { kinds: [], resources, environments: [] };
    const risk: RiskAssessment = { level: "low", factors: [], combinations: [], change, unknown: [] };
    expect(said(await lookAt(size, file, { resources: 10 }, { risk }))).toEqual([
      "this change has 12 resources where 10 are allowed; most of it is in `k8s/api.yaml` (1).",
    ]);
    expect(said(await lookAt(size, file, { resources: 10 }))).toEqual([]);
  });

  test("odd attributes end in a count", async () => {
    const odd = "=== base .gitattributes\n[ linguist-generated\n** linguist-generated=no such\n\0 linguist-generated\n";
    expect((await lookAt(size, `${odd}\n${file}`)).note).toMatch(/file/);
  });
});

describe("context/mixed-concerns", () => {
  const both = (path: string, base: string, head: string) => `=== base ${path}\n${base}\n\n=== head ${path}\n${head}\n`;
  const terraform = (space: string, port: number) =>
    `locals {\n${Array.from({ length: 9 }, (_, index) => `  a${index}${space}= 1\n`).join("")}\n  port_of_it = ${port}\n}`;

  test.each([
    ["Terraform", both("a.tf", terraform(" ", 1), terraform("         ", 2)), "`a.tf`"],
    ["JSON", both("a.json", '{"a":1,\n"b":2,\n"c":[1,\n2]}', '{\n  "a": 1,\n  "b": 2,\n  "c": [1, 3]\n}'), "`a.json`"],
    [
      "YAML",
      both("b.yaml", "a:\n- 1\n- 2\n- 3", "a:\n  - 1\n  - 2\n  - 3") + both("c.yaml", "p: 1", "p: 2"),
      "`b.yaml`",
    ],
  ])("%s: layout beside behaviour", async (_, text, where) => {
    const messages = said(await lookAt(mixedConcerns, text, { lines: 4 }));
    expect(messages).toEqual([expect.stringMatching(/^\d+ of \d+ changed lines are layout only/)]);
    expect(messages[0]).toContain(where);
  });

  test.each([
    ["layout alone", both("a.tf", terraform(" ", 1), terraform("         ", 1)), "layout only"],
    ["behaviour alone", both("a.yaml", "a:\n- 1\n- 2\n- 3", "a:\n- 4\n- 5\n- 6"), "no layout among it"],
    [
      "an indentation that means something",
      both("a.yaml", "a:\n  b:\n  c:\n  d:", "a:\nb:\nc:\nd:"),
      "no layout among it",
    ],
    ["comments", both("a.yaml", "# a\n# b\n# c\nx: 1", "# d\n# e\n# f\nx: 1"), "no layout among it"],
    ["what does not parse", both("a.tf", "a {\n\n\n\n\n", "a   {\n\n"), "no layout among it"],
    ["broken JSON", both("a.json", "[1,\n2,\n3,", "[ 1,\n 2,\n 3,"), "no layout among it"],
    [
      "deep JSON",
      both("a.json", `${"[".repeat(90_000)}\n1\n2`, `${"[ ".repeat(90_000)}\n 1\n 2`),
      "no layout among it",
    ],
    ["a small change", both("a.yaml", "a: 1", "a:   1"), "too small to hide anything"],
  ])("%s is in order", async (_, text, note) => {
    expect(await lookAt(mixedConcerns, text, { lines: 4 })).toEqual({ findings: [], note });
  });

  test("aliases and rewritten files take no time", async () => {
    const bomb = `a: &a [x, x]\n${Array.from({ length: 30 }, (_, index) => `b${index}: &b${index} [*a, *a]\n`).join("")}`;
    const started = cpuTime();
    await lookAt(mixedConcerns, both("a.yaml", bomb, bomb.replaceAll(": ", ":  ")));
    await lookAt(mixedConcerns, both("a.json", "1,\n".repeat(1_200), "2,\n".repeat(1_200)));
    expect(cpuTime() - started).toBeLessThan(5_000);
  });
});
