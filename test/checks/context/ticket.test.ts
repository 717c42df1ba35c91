/** Which words name a ticket, where they count, and what is said when there is none. */

import { describe, expect, test } from "@jest/globals";
import type { Observation } from "../../../core/check.ts";
import { trackerNames } from "../../../core/tracker.ts";
import type { TrackerName } from "../../../core/tracker.ts";
import type { PlaceName } from "../../../checks/context/request/places.ts";
import ticket from "../../../checks/context/ticket.ts";
import { differentialSaying } from "./saying.ts";
import type { Saying } from "./saying.ts";
import { cpuTime } from "../../cpu-time.ts";

interface Options {
  readonly trackers?: TrackerName[];
  readonly projects?: string[];
  readonly patterns?: string[];
  readonly example?: string;
  readonly in?: PlaceName[];
  readonly exemptBots?: boolean;
}

async function look(saying: Saying, options: Options = {}): Promise<Observation> {
  const context = {
    options: {
      trackers: [...trackerNames],
      projects: [],
      patterns: [],
      example: "",
      verify: "no" as const,
      onOutage: "wait" as const,
      in: ["title", "body", "branch", "commits"] satisfies PlaceName[],
      exemptBots: true,
      exemptLabels: [],
      ...options,
    },
    schemas: {},
    paths: ["network/sg.tf"],
  };
  return ticket.look(differentialSaying(saying), context);
}

describe("a ticket counts", () => {
  test.each<[string, Saying, string]>([
    ["in the title", { title: "OPS-12: open SSH" }, "`OPS-12` in the title"],
    ["in brackets", { title: "[OPS-12] Open SSH" }, "`OPS-12` in the title"],
    ["in the description", { body: "Refs: OPS-12" }, "`OPS-12` in the description"],
    ["with Windows line ends", { body: "Why\r\n\r\nRefs: OPS-12\r\n" }, "`OPS-12` in the description"],
    ["in the branch", { branch: "feature/OPS-12-open-ssh" }, "`OPS-12` in branch `feature/OPS-12-open-ssh`"],
    ["behind a name", { branch: "ada_OPS-12" }, "`OPS-12` in branch `ada_OPS-12`"],
    [
      "small, as trackers write branches",
      { branch: "ada/ops-12-open-ssh" },
      "`ops-12` in branch `ada/ops-12-open-ssh`",
    ],
    ["in a commit's trailer", { commits: ["Open port\n\nRefs: OPS-12"] }, "`OPS-12` in commit 1111111"],
    [
      "as a Jira link",
      { body: "see https://jira.example.com/browse/OPS-12" },
      "`https://jira.example.com/browse/OPS-12` in the description",
    ],
    ["as a link on the key", { body: "[OPS-12](https://tracker.example.com/x)" }, "`OPS-12` in the description"],
    ["as inline code", { body: "For `OPS-12`." }, "`OPS-12` in the description"],
    ["as an issue", { body: "Closes #45" }, "`#45` in the description"],
    ["as an issue without a keyword", { body: "See #45." }, "`#45` in the description"],
    ["of another repository", { body: "Part of shop/tracker#45" }, "`shop/tracker#45` in the description"],
    [
      "as an issue's address",
      { body: "https://github.com/shop/tracker/issues/45" },
      "`https://github.com/shop/tracker/issues/45` in the description",
    ],
    [
      "on GitLab",
      { body: "https://gitlab.example.com/group/sub/shop/-/issues/45" },
      "`https://gitlab.example.com/group/sub/shop/-/issues/45` in the description",
    ],
    [
      "on Linear",
      { body: "https://linear.app/shop/issue/ENG-45/open-ssh" },
      "`https://linear.app/shop/issue/ENG-45` in the description",
    ],
    ["in Phabricator", { commits: ["Open port\n\nBug: T123456"] }, "`T123456` in commit 1111111"],
    ["in a small Phabricator", { body: "Fixes T12" }, "`T12` in the description"],
    ["as a change number", { title: "CHG0012345 open SSH" }, "`CHG0012345` in the title"],
    ["as a bug number", { commits: ["Open port (bug 12345)"] }, "`bug 12345` in commit 1111111"],
    ["in Azure Boards", { body: "Fixes AB#1234" }, "`AB#1234` in the description"],
    ["beside a look-alike", { title: "UTF-8 for OPS-12" }, "`OPS-12` in the title"],
    ["at the end of a sentence", { title: "Open SSH, OPS-12." }, "`OPS-12` in the title"],
    ["right to left", { title: "\u202bפתיחת SSH (OPS-12)\u202c" }, "`OPS-12` in the title"],
    ["without spaces", { title: "開放連接埠OPS-12的變更" }, "`OPS-12` in the title"],
    ["after a comment", { body: "<!-- Ticket: -->\nOPS-12" }, "`OPS-12` in the description"],
    ["after a mark that is no comment", { body: "Removes `<!--` marks.\n\nOPS-12" }, "`OPS-12` in the description"],
    [
      "where the template asks for it",
      { template: "Ticket:\n", body: "Ticket: OPS-12" },
      "`OPS-12` in the description",
    ],
    ["without a request", { request: false, branch: "OPS-12-open-ssh" }, "`OPS-12` in branch `OPS-12-open-ssh`"],
  ])("%s", async (_, saying, note) => {
    expect(await look(saying)).toMatchObject({ findings: [], note });
  });
});

describe("nothing that only looks like one", () => {
  test.each([
    "Use UTF-8 and ISO-8601",
    "Move from SHA-1 to SHA-256, AES-256-GCM and TLS-1.3",
    "Fix CVE-2024-1234 and CVE-2024-3",
    "Follow RFC-2119 and RFC 2119",
    "Drop X-1 header, H-264 and X-509",
    "Targets for Q3-2026",
    "Move to US-EAST-1 and EU-WEST-2",
    "Our #1 priority",
    "Open SSH (#45)",
    "Colour #12ab34 and &#39; and # 12",
    "Order T3 and T4 machines",
    "Bump from 1.2-3 to A-1.2",
    "ABC-123: describe your change",
    "PROJ-1234 placeholder",
    "XXX-12 open SSH",
    "JIRA-000 open SSH",
    "[PROJ-###] open SSH",
    "<ticket>: N/A, TODO",
    "Support GPT-4, LGPL-3 and COVID-19",
    "SEV-1 alert goes to PHASE-2",
    "CentOS EL-9 images",
    "NODE-1 and HOST-12 are drained",
    "no-op",
    "v1.2.3-4",
    "file-A1-22.yaml",
  ])("title %j", async (title) => {
    expect((await look({ title })).findings).toHaveLength(1);
  });

  test.each([
    ["patch-1"],
    ["release-12"],
    ["feature/step-2-network"],
    ["postgres-15-upgrade"],
    ["dependabot/npm-10"],
    ["us-east-1-subnets"],
    ["utf-8"],
    ["open-ssh"],
  ])("branch %j", async (branch) => {
    expect((await look({ branch })).findings).toHaveLength(1);
  });

  test.each<[string, Saying]>([
    ["inside a comment", { body: "Why.\n<!-- Ticket: OPS-12 -->" }],
    ["inside a long comment", { body: "<!--\nTicket:\nOPS-12\n-->\nWhy." }],
    ["behind a comment that nobody closes", { body: "Why.\n<!-- Ticket:\nOPS-12" }],
    ["inside a code block", { body: "Why.\n```\nOPS-12\n```\n~~~ log\nOPS-13\n~~~" }],
    ["inside a code block that nobody closes", { body: "````\nOPS-12\n```\nOPS-13" }],
    ["inside a quote", { body: "> see OPS-12\n\nNo." }],
    ["in a line of the template", { template: "Example: OPS-12\r\n", body: "Example: OPS-12\nWhy." }],
    ["inside a comment of the template", { template: "<!--\nTicket\n-->\n", body: "<!--\nTicket\nOPS-12\n-->\n" }],
    ["its own number", { number: 45, body: "This is #45." }],
    ["in a merge commit", { commits: ["Merge branch 'OPS-12' into x"] }],
  ])("%s", async (_, saying) => {
    expect((await look(saying)).findings).toHaveLength(1);
  });
});

describe("a missing ticket", () => {
  test("is asked for once, with every way to give it", async () => {
    const { findings } = await look({
      title: "Open SSH",
      branch: "open-ssh",
      commits: ["Open port", "Fix port", "Merge branch 'main'"],
    });
    expect(findings).toEqual([
      {
        message: "none in title, body, branch `open-ssh` or 2 commits.",
        advice:
          "Any of these works, no push needed for the first two: title `OPS-123: Open SSH` · a line `Refs: OPS-123` in the description · the same in a commit.",
        evidence: "missing",
      },
    ]);
  });

  test("is asked for only where it counts", async () => {
    expect((await look({ branch: "OPS-12" }, { in: ["body"], example: "NET-7" })).findings).toEqual([
      {
        message: "none in body.",
        advice: "Add a line `Refs: NET-7` in the description, no push needed.",
        evidence: "missing",
      },
    ]);
  });

  test("echoes hostile words as code", async () => {
    const { findings } = await look({ title: "`@everyone` <img src=x>\nnext", branch: "a`b" });
    expect(findings[0]?.message).toBe("none in title, body or branch `a'b`.");
    expect(findings[0]?.advice).toContain("title `OPS-123: '@everyone' <img src=x> next`");
  });
});

describe("only tickets that are asked for count", () => {
  test.each<[string, Saying, Options, string | undefined]>([
    ["of one tracker", { title: "Fix #45, OPS-12" }, { trackers: ["jira"] }, "`OPS-12` in the title"],
    ["of another", { title: "OPS-12: fix #45" }, { trackers: ["github"] }, "`#45` in the title"],
    ["not of a third", { title: "OPS-12: fix #45" }, { trackers: ["phabricator"] }, undefined],
    ["of a project", { title: "OPS-12, NET-7" }, { projects: ["NET"] }, "`NET-7` in the title"],
    ["not of another", { title: "OPS-12" }, { projects: ["NET"] }, undefined],
    ["of this repository", { title: "Fix #45" }, { projects: ["shop/infrastructure"] }, "`#45` in the title"],
    ["not of this repository", { title: "Fix #45" }, { projects: ["shop/tracker"] }, undefined],
    [
      "of another repository",
      { title: "Fix shop/tracker#45" },
      { projects: ["Shop/Tracker"] },
      "`shop/tracker#45` in the title",
    ],
    ["where a project looks like something else", { title: "VM-12" }, { projects: ["VM"] }, "`VM-12` in the title"],
    ["small in a branch", { branch: "vm-12-drain" }, { projects: ["VM"] }, "`vm-12` in branch `vm-12-drain`"],
    ["without a project at all", { title: "T1234" }, { projects: ["OPS"] }, "`T1234` in the title"],
  ])("%s", async (_, saying, options, note) => {
    expect((await look(saying, options)).note).toBe(note);
  });
});

describe("the example is taken", () => {
  test.each<[string, Saying, Options, string, string | undefined]>([
    [
      "from the history, with nobody's number",
      { history: ["Tidy up", "NET-481: move the bastion"] },
      {},
      "NET-123",
      "NET-481: move the bastion",
    ],
    ["from a task", { history: ["Tidy up T4711"] }, {}, "T1234", "Tidy up T4711"],
    ["from an issue", { history: ["Fix #12 (#45)"] }, {}, "#123", "Fix #12 (#45)"],
    ["not from a merge's number", { history: ["Tidy up (#45)"] }, {}, "OPS-123", undefined],
    ["not from another tracker", { history: ["Fix #12"] }, { trackers: ["jira"] }, "OPS-123", undefined],
    ["from the projects", {}, { projects: ["NET"] }, "NET-123", undefined],
    ["from the trackers", {}, { trackers: ["phabricator"] }, "T1234", undefined],
    ["from an owner's pattern", { history: ["NET/7 tidy up"] }, { patterns: ["NET/\\d+"] }, "NET/7", "NET/7 tidy up"],
    ["from the owner first of all", { history: ["NET-481: move"] }, { example: "SEC-9" }, "SEC-9", undefined],
  ])("%s", async (_, saying, options, example, seenIn) => {
    const { findings } = await look(saying, options);
    expect(findings[0]?.advice).toContain(`a line \`Refs: ${example}\` in the description`);
    if (seenIn === undefined) expect(findings[0]?.advice).not.toContain("as in");
    else expect(findings[0]?.advice).toContain(`, as in \`${seenIn}\`.`);
  });

  test("with no hash in a title, where it would read as something else", async () => {
    const { findings } = await look({ history: ["Fix #12"] });
    expect(findings[0]?.advice).toBe(
      "Any of these works, no push needed for the first: a line `Refs: #123` in the description · the same in a commit, as in `Fix #12`.",
    );
  });
});

test("a bot is not asked, unless the rule says so", async () => {
  const files = { "go.sum": ["a v1\n", "a v2\n"] } as const;
  expect(await look({ author: "renovate[bot]", files })).toEqual({
    findings: [],
    skipped: "`renovate[bot]`, a bot, only raises versions",
  });
  expect((await look({ author: "renovate[bot]", files }, { exemptBots: false })).findings).toHaveLength(1);
});

test("without a request nothing is missing, only unknown", async () => {
  const { findings, skipped } = await look({ request: false, branch: "open-ssh", commits: ["Open port"] });
  expect(findings).toEqual([]);
  expect(skipped).toMatch(/^no pull request text here/);
});

describe("an owner's patterns", () => {
  test("replace the known forms", async () => {
    const options = { patterns: ["NET/[0-9]+"] };
    expect((await look({ title: "NET/12 open SSH" }, options)).note).toBe("`NET/12` in the title");
    expect((await look({ title: "OPS-12 open SSH" }, options)).findings).toHaveLength(1);
  });

  test("that cannot be read never fire", async () => {
    const { findings, gaps } = await look({}, { patterns: ["(?<=x)y"] });
    expect(findings).toEqual([]);
    expect(gaps).toHaveLength(1);
    expect(gaps?.[0]).toMatchObject({ cause: "unsupported" });
  });
});

test("a megabyte of nonsense takes no time", async () => {
  const million = 1_000_000;
  const texts = [
    "a".repeat(million),
    " ".repeat(million),
    "(#1".repeat(million / 3),
    "https://a/".repeat(million / 10),
    "A-".repeat(million / 2),
    "<!--".repeat(million / 4),
    "`".repeat(million),
    "#1".repeat(million / 2),
  ];
  const started = cpuTime();
  for (const text of texts) {
    await look({ title: text, body: text, branch: text, commits: [text] });
    await look({ body: text }, { patterns: ["(a|aa)+$"] });
  }
  expect(cpuTime() - started).toBeLessThan(10_000);
});
