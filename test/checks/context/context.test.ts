/** Links, descriptions and commit messages: what is asked for and what is said when it is missing. */

import { describe, expect, test } from "@jest/globals";
import commitMessage from "../../../checks/context/commit-message.ts";
import description from "../../../checks/context/description.ts";
import link from "../../../checks/context/link.ts";
import type { PlaceName } from "../../../checks/context/request/places.ts";
import { differentialSaying } from "./saying.ts";
import type { Saying } from "./saying.ts";
import { cpuTime } from "../../cpu-time.ts";

const shared = { schemas: {}, paths: ["network/sg.tf"] };
const everywhere: PlaceName[] = ["title", "body", "branch", "commits"];

describe("context/link", () => {
  const options = {
    to: "design document",
    pattern: "https://docs\\.example\\.com/\\S+",
    in: everywhere,
    exemptBots: true,
    exemptLabels: [],
  };
  const look = (saying: Saying, more: object = {}) =>
    link.look(differentialSaying(saying), { ...shared, options: { ...options, ...more } });

  test("finds the link and says where", async () => {
    expect(await look({ body: "As in https://docs.example.com/d/net today." })).toEqual({
      findings: [],
      note: "`https://docs.example.com/d/net` in the description",
    });
  });

  test("asks for it where there is none that counts", async () => {
    const body = "<!-- https://docs.example.com/d/net -->\n> https://docs.example.com/d/net\nhttps://example.com/";
    expect((await look({ body, branch: "routes" })).findings).toEqual([
      {
        message: "no link to a design document in title, body or branch `routes`.",
        advice: "Put the link into the description, no push needed; it matches `https://docs\\.example\\.com/\\S+`.",
        evidence: "missing",
      },
    ]);
  });

  test("a pattern that cannot be read is a gap, not a finding", async () => {
    const observation = await look({}, { pattern: "(" });
    expect(observation.findings).toEqual([]);
    expect(observation.gaps?.[0]?.cause).toBe("unsupported");
  });

  test("bots that raise versions and local repositories are not asked", async () => {
    const files = { "go.sum": ["a v1\n", "a v2\n"] } as const;
    expect((await look({ author: "renovate[bot]", files })).skipped).toMatch(/only raises versions$/);
    expect((await look({ request: false })).skipped).toMatch(/^no pull request text/);
  });
});

describe("context/description", () => {
  const look = (saying: Saying, words = 5) =>
    description.look(differentialSaying(saying), { ...shared, options: { words, exemptBots: true, exemptLabels: [] } });
  const template = "## What and why\n\n<!-- two sentences -->\n\n- [ ] I have tested it on staging before\n";

  test.each<[string, Saying, string]>([
    ["a sentence", { body: "The shop answers slowly at noon." }, "6 words"],
    [
      "under the template's heading",
      { template, body: template.replace("<!--", "Two more replicas carry it.\n<!--") },
      "5 words",
    ],
    ["in a script without spaces", { body: "店铺中午响应很慢所以增加副本" }, "7 words"],
    ["right to left", { body: "החנות איטית בצהריים ולכן הוספנו שרת" }, "6 words"],
  ])("is content with %s", async (_, saying, note) => {
    expect(await look(saying)).toEqual({ findings: [], note });
  });

  test.each<[string, Saying, string]>([
    [
      "what a commit says below its subject",
      { commits: ["Add two replicas\n\nThe shop answers slowly at noon.\n\nSigned-off-by: Ada <ada@shop.example>"] },
      "6 words in commit 1111111",
    ],
    [
      "what several commits say together",
      { body: "Slow shop.", commits: ["Add one\n\nThe shop is slow.", "Fix", "Add another\n\nOne was not enough."] },
      "8 words in 2 commits",
    ],
  ])("is content with %s, unless merging drops it", async (_, saying, note) => {
    expect(await look(saying)).toEqual({ findings: [], note });
    const differential = differentialSaying(saying);
    const { request } = differential;
    if (request === undefined) throw new Error("nothing was requested");
    const squashed = { ...differential, request: { ...request, squashes: true } };
    const options = { words: 5, exemptBots: true, exemptLabels: [] };
    expect((await description.look(squashed, { ...shared, options })).findings).toHaveLength(1);
  });

  test.each([
    ["Add two replicas\n\nSigned-off-by: Ada <ada@shop.example>\nReviewed-by: Grace of the network team"],
    ["Merge branch main\n\nThe shop answers slowly at noon."],
  ])("trailers and merges say nothing: %j", async (message) => {
    expect((await look({ commits: [message] })).findings).toHaveLength(1);
  });

  test.each<[string, Saying, string]>([
    ["nothing", { body: " \r\n" }, "it is empty."],
    ["the template", { template, body: template }, "nothing stands in it beside headings, comments and the template."],
    [
      "the template with ticks",
      { template, body: template.replace("[ ]", "[x]") },
      "nothing stands in it beside headings, comments and the template.",
    ],
    [
      "headings and boxes alone",
      { body: "## What is it all about\n\n- [ ] I have tested it well\n---" },
      "nothing stands in it beside headings, comments and the template.",
    ],
    ["a ticket alone", { body: "Refs: OPS-12" }, "2 words stand in it beside headings, comments and the template."],
    ["numbers", { body: "12 34 56 78 90 fix" }, "one word stands in it beside headings, comments and the template."],
  ])("is not content with %s", async (_, saying, message) => {
    const { findings } = await look(saying);
    expect(findings.map((finding) => finding.message)).toEqual([message]);
  });

  test("takes as many words as the rule asks for", async () => {
    expect((await look({ body: "Refs: OPS-12" }, 2)).findings).toEqual([]);
  });

  test("bots that raise versions and local repositories are not asked", async () => {
    const files = { "go.sum": ["a v1\n", "a v2\n"] } as const;
    expect((await look({ author: "renovate[bot]", files })).skipped).toMatch(/only raises versions$/);
    expect((await look({ request: false })).skipped).toMatch(/^no pull request text/);
  });

  test("a megabyte of nonsense takes no time", async () => {
    const started = cpuTime();
    for (const text of ["1".repeat(1e6), "-*_ ".repeat(250_000), "- ".repeat(500_000)]) await look({ body: text });
    expect(cpuTime() - started).toBeLessThan(5_000);
  });
});

describe("context/commit-message", () => {
  const look = async (commits: readonly string[], subjectLimit = 0, more: Saying = {}) =>
    commitMessage.look(differentialSaying({ ...more, commits }), {
      ...shared,
      options: { subjectLimit, bodyFrom: 0, lineLimit: 0, trailers: [], judge: "auto", exemptBots: true },
    });
  const messages = async (commits: readonly string[], subjectLimit = 0) =>
    (await look(commits, subjectLimit)).findings.map((finding) => finding.message);

  test("names what was left over, work in progress and silence", async () => {
    expect(
      await messages([
        "fixup! Open port 22",
        "squash! Open port 22\n\nmore",
        "WIP: ports",
        "wip",
        "[WIP] ports",
        "",
        "...",
      ]),
    ).toEqual([
      "commit 1111111 is a `fixup!` that was left over: `fixup! Open port 22`.",
      "commit 2222222 is a `squash!` that was left over: `squash! Open port 22`.",
      "commit 3333333 says that it is not done: `WIP: ports`.",
      "commit 4444444 says that it is not done: `wip`.",
      "commit 5555555 says that it is not done: `[WIP] ports`.",
      "the message of commit 6666666 is empty.",
      "the message of commit 7777777 is `...`.",
    ]);
  });

  test("leaves ordinary messages, merges and look-alikes alone", async () => {
    expect(
      await look([
        "Open port 22",
        "Merge branch 'wip'",
        "Wipe old disks",
        "wip-cleanup: drop the label",
        'Revert "fixup! x"',
        "関",
      ]),
    ).toEqual({
      findings: [],
      note: "5 commits",
    });
  });

  test("judges a subject's length only where the rule asks", async () => {
    const subject = `Open port ${"2".repeat(70)}`;
    expect(await messages([subject])).toEqual([]);
    expect(await messages([`${subject}\n\nbody`, "Short 🚧"], 72)).toEqual([
      `the subject of commit 1111111 has 80 characters, 8 more than the 72 asked for: \`${subject}\`.`,
    ]);
  });

  test("bots and folders are not asked", async () => {
    const files = { "go.sum": ["a v1\n", "a v2\n"] } as const;
    const bot = { author: "renovate[bot]", files };
    expect((await look(["fixup! x"], 0, bot)).skipped).toMatch(/a bot, only raises versions$/);
    expect((await look([])).skipped).toBe("no commits here");
  });
});
