/** Commits as history: bodies, lines, trailers, conventional subjects, authors, merges, and what a squash makes of them. */

import { describe, expect, test } from "@jest/globals";
import commitAuthor from "../../../checks/context/commit-author.ts";
import commitMessage from "../../../checks/context/commit-message.ts";
import conventionalCommits from "../../../checks/context/conventional-commits.ts";
import mergeCommits from "../../../checks/context/merge-commits.ts";
import { lookAt } from "./looking.ts";

const file = `=== head k8s/ports.yaml\n${"- 22\n".repeat(40)}\n`;

interface Change {
  readonly commits?: readonly string[];
  readonly signature?: string;
  readonly squashes?: boolean;
  readonly title?: string;
  readonly body?: string;
}

function change({
  commits = [],
  signature = "",
  squashes = false,
  title = "Open the ports",
  body = "",
}: Change): string {
  const request = `=== request\ntitle: ${title}\nsquashes: ${squashes ? "yes" : "no"}\n\n${body}\n\n`;
  return `${file}${request}${commits.map((commit) => `=== commit ${signature}\n${commit}\n`).join("\n")}`;
}

function messagesOf({ findings }: { readonly findings: readonly { readonly message: string }[] }): readonly string[] {
  return findings.map(({ message }) => message);
}

describe("context/commit-message", () => {
  test("asks for a body where much changes, and one is enough", async () => {
    const options = { bodyFrom: 30 };
    expect(messagesOf(await lookAt(commitMessage, change({ commits: ["Open", "Close"] }), options))).toEqual([
      "40 lines change, and no commit says more than its subject.",
    ]);
    const said = change({ commits: ["Open", "Close\n\nThe scanner asks for it."] });
    expect(messagesOf(await lookAt(commitMessage, said, options))).toEqual([]);
    const onlyTrailers = change({ commits: ["Open\n\nSigned-off-by: Ada <ada@shop.example>"] });
    expect(await lookAt(commitMessage, onlyTrailers, options)).toMatchObject({ findings: [{ evidence: "body" }] });
    expect(messagesOf(await lookAt(commitMessage, change({ commits: ["Open"] }), { bodyFrom: 41 }))).toEqual([]);
  });

  test("asks for wrapped lines, but not of addresses, code, quotes and trailers", async () => {
    const long = "word ".repeat(20).trim();
    const kept = [`https://example.com/ ${long}`, `    ${long}`, `> ${long}`, "```", long, "```", "x".repeat(200)];
    const commit = ["Open", "", ...kept, "", `Reviewed-by: ${long}`].join("\n");
    expect(messagesOf(await lookAt(commitMessage, change({ commits: [commit] }), { lineLimit: 72 }))).toEqual([]);
    const broken = ["Open", "", long, "short", long].join("\n");
    expect(messagesOf(await lookAt(commitMessage, change({ commits: [broken] }), { lineLimit: 72 }))).toEqual([
      "line 3 of commit 1111111 has 99 characters (and 1 more), which `git log` cuts or wraps badly.",
    ]);
  });

  test("asks for trailers, in the last paragraph, in any case", async () => {
    const commits = [
      "A\n\nsigned-off-by: Ada <a@shop.example>",
      "B\n\nSigned-off-by: x\n\nnot a trailer any more",
      "C",
      "D",
      "E",
    ];
    const { findings } = await lookAt(commitMessage, change({ commits }), { trailers: ["Signed-off-by"] });
    expect(findings).toEqual([
      {
        message: "commit 2222222, commit 3333333, commit 4444444 and 1 more carries no `Signed-off-by`.",
        advice: "Run `git rebase --signoff` onto the base, then push.",
        evidence: "trailer Signed-off-by",
      },
    ]);
  });

  test("judges title and description where merging squashes", async () => {
    const squashed = change({ commits: ["fixup! Open"], squashes: true, body: "Why." });
    expect(await lookAt(commitMessage, squashed)).toEqual({
      findings: [],
      note: "the title, which becomes the commit",
    });
    expect(messagesOf(await lookAt(commitMessage, squashed, { judge: "commits" }))).toHaveLength(1);
    const wip = change({ commits: ["Open"], squashes: true, title: "WIP ports" });
    expect(messagesOf(await lookAt(commitMessage, wip, { bodyFrom: 30 }))).toEqual([
      "the title says that it is not done: `WIP ports`.",
      "40 lines change, and the description is empty.",
    ]);
  });

  test("a hostile message takes no time", async () => {
    for (const part of ["a", " ", "a: ", "A-", "\n", "```\n", "\0"]) {
      const commit = `Open\n\n${part.repeat(300_000)}`;
      await lookAt(commitMessage, change({ commits: [commit] }), { lineLimit: 72, trailers: ["Refs"], bodyFrom: 1 });
    }
  });
});

describe("context/conventional-commits", () => {
  test.each([
    "feat: open the port",
    "fix(network)!: close the port",
    "chore: x",
    'Revert "feat: open the port"\n\nThis reverts commit 1234567.',
  ])("%j keeps the form", async (commit) => {
    expect(messagesOf(await lookAt(conventionalCommits, change({ commits: [commit] })))).toEqual([]);
  });

  test.each([
    ["Open the port", "begins with no `type: `"],
    ["", "is empty"],
    ["feat: ", "begins with no `type: `"],
    ["(x): open", "has no type"],
    ["x".repeat(100_000), "begins with no `type: `"],
    [`feat: ${"a-/".repeat(30_000)}\0`, undefined],
    ["__proto__: open", "has a type that is none of `build`, `chore`"],
  ])("%.20j does not", async (commit, problem) => {
    const messages = messagesOf(await lookAt(conventionalCommits, change({ commits: [commit] })));
    if (problem === undefined) expect(messages).toEqual([]);
    else expect(messages).toEqual([expect.stringContaining(problem)]);
  });

  test("knows the owner's types and scopes", async () => {
    const options = { types: ["infra"], scopes: ["network"] };
    const commits = ["infra(network): a", "infra(dns): b", "feat: c"];
    const { findings } = await lookAt(conventionalCommits, change({ commits }), options);
    expect(findings).toEqual([
      {
        message: "commit 2222222 keeps no conventional form: `infra(dns): b` has a scope that is none of `network`.",
        advice: "Write `infra(network): what it does`.",
        evidence: "infra(dns): b",
      },
      {
        message: "commit 3333333 keeps no conventional form: `feat: c` has a type that is none of `infra`.",
        advice: "Write `infra(network): what it does`.",
        evidence: "feat: c",
      },
    ]);
  });

  test("judges the title where merging squashes", async () => {
    const squashed = change({ commits: ["wip"], squashes: true, title: "feat: open" });
    expect((await lookAt(conventionalCommits, squashed)).note).toBe("the title, which becomes the commit");
  });
});

describe("context/commit-author", () => {
  const look = (signature: string, domains: string[] = []) =>
    lookAt(commitAuthor, change({ commits: ["Open", "Close"], signature }), { domains });

  test.each([
    ["root <root@web-1>", "the account of a machine"],
    ["Ada <ada@localhost>", "an address that no mail reaches"],
    ["Ada <ada@laptop.local>", "an address that no mail reaches"],
    ["ubuntu <ubuntu@ip-10-0-0-1.eu-west-1.compute.internal>", "an address that no mail reaches"],
    ["Your Name <you@example.com>", "an address that no mail reaches"],
    ["root <ops@shop.example>", "a name that is nobody's own"],
    ["Ada <ada>", "which has no address"],
  ])("%s is nobody", async (signature, why) => {
    expect(messagesOf(await look(signature))).toEqual([
      `2 commits (the first is 1111111) are by \`${signature}\`, ${why}.`,
    ]);
  });

  test.each([
    "Ada <ada@shop.example>",
    "Ada <1+ada@users.noreply.github.com>",
    "Rüdiger Öl <r@müller.example>",
    "renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>",
  ])("%s is somebody", async (signature) => {
    expect(messagesOf(await look(signature))).toEqual([]);
  });

  test("writes from where the owner says", async () => {
    const domains = ["shop.example", "*.shop.example"];
    expect(messagesOf(await look("Ada <ada@Ops.Shop.example>", domains))).toEqual([]);
    expect(messagesOf(await look("Ada <ada@shop.example.evil.test>", domains))).toEqual([
      "2 commits (the first is 1111111) are by `Ada <ada@shop.example.evil.test>`, which is not an address of `shop.example` or `*.shop.example`.",
    ]);
  });

  test("is not asked for where the source does not tell authors", async () => {
    expect((await look("")).skipped).toBe("no commits of people here");
  });
});

describe("context/merge-commits", () => {
  const commits = ["Open", "Merge branch 'main' into `ports`", "Close"];

  test("names them", async () => {
    expect((await lookAt(mergeCommits, change({ commits }))).findings).toEqual([
      {
        message: "a merge commit is among the commits: 2222222 `Merge branch 'main' into 'ports'`.",
        advice: "Rebase in place of merging: `git rebase origin/main`, then `git push --force-with-lease`.",
        evidence: "merges",
      },
    ]);
  });

  test("is silent on a line, on a squash, and where there are no commits", async () => {
    expect((await lookAt(mergeCommits, change({ commits: ["Open"] }))).note).toBe("1 commit");
    expect((await lookAt(mergeCommits, change({ commits, squashes: true }))).skipped).toMatch(/^commits are squashed/);
    expect((await lookAt(mergeCommits, file)).skipped).toBe("no commits here");
  });
});
