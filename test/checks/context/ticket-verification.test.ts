/** A ticket that is looked up: what counts, what is said, and that an outage is nobody's fault and no answer. */

import { describe, expect, test } from "@jest/globals";
import type { Observation } from "../../../core/check.ts";
import { trackerNames } from "../../../core/tracker.ts";
import type { LookUpTicket, TicketAnswer } from "../../../core/tracker.ts";
import ticket from "../../../checks/context/ticket.ts";
import { differentialSaying } from "./saying.ts";
import type { Saying } from "./saying.ts";

const outage: TicketAnswer = { kind: "unreachable", reason: "Jira cannot be reached" };
const now = 1_800_000_000_000;

interface Asking {
  readonly verify?: "no" | "exists" | "open";
  readonly onOutage?: "accept-cached" | "wait" | "fail";
  readonly projects?: string[];
  readonly answers?: Readonly<Record<string, TicketAnswer>>;
  readonly isConnected?: boolean;
}

async function look(
  saying: Saying,
  { answers = {}, isConnected = true, ...options }: Asking = {},
): Promise<{ readonly seen: Observation; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const lookUpTicket: LookUpTicket = async ({ text }) => {
    asked.push(text);
    return answers[text] ?? { kind: "missing" };
  };
  const seen = await ticket.look(differentialSaying({ isPrivate: true, ...saying }), {
    options: {
      trackers: [...trackerNames],
      projects: [],
      patterns: [],
      example: "",
      verify: "open",
      onOutage: "wait",
      in: ["title", "body", "branch", "commits"],
      exemptBots: true,
      exemptLabels: [],
      ...options,
    },
    schemas: {},
    paths: ["network/sg.tf"],
    time: now,
    ...(isConnected ? { lookUpTicket } : {}),
  });
  return { seen, asked };
}

describe("a ticket that was looked up", () => {
  test("counts when it is open", async () => {
    const { seen } = await look({ title: "OPS-12" }, { answers: { "OPS-12": { kind: "open", project: "OPS" } } });
    expect(seen).toEqual({ findings: [], gaps: [], note: "`OPS-12` in the title, looked up" });
  });

  test("counts when it is done and only has to exist", async () => {
    const answers: Asking["answers"] = { "OPS-12": { kind: "done", project: "OPS" } };
    expect((await look({ title: "OPS-12" }, { answers, verify: "exists" })).seen.findings).toEqual([]);
    expect((await look({ title: "OPS-12" }, { answers, verify: "open" })).seen.findings).toHaveLength(1);
  });

  test("counts when it is one of several", async () => {
    const answers: Asking["answers"] = { "OPS-13": { kind: "open" }, "OPS-12": outage };
    const { seen } = await look({ title: "OPS-11, OPS-12", body: "OPS-13" }, { answers });
    expect(seen).toMatchObject({ findings: [], note: "`OPS-13` in the description, looked up" });
  });

  test.each<[string, TicketAnswer]>([
    ["missing", { kind: "missing" }],
    ["done", { kind: "done", project: "OPS" }],
    ["moved to a project that does not count", { kind: "open", project: "HR" }],
  ])("does not count when it is %s, and nobody learns which", async (_, answer) => {
    const { seen } = await look({ title: "OPS-12" }, { answers: { "OPS-12": answer }, projects: ["OPS"] });
    expect(seen.findings).toEqual([
      {
        message: "`OPS-12` in the title is not an open ticket of `OPS` that Plumbline can see.",
        advice:
          "Look `OPS-12` up and name the ticket that this change belongs to; where it is the right one, open it again or let Plumbline's account read it, then `/recheck`.",
        evidence: "unsound",
      },
    ]);
  });

  test("is one of the first five", async () => {
    const names = Array.from({ length: 20 }, (_, index) => `OPS-${index + 11}`);
    const { asked } = await look({ body: names.join(" ") });
    expect(asked).toEqual(names.slice(0, 5));
  });
});

describe("nobody is asked", () => {
  test.each<[string, Saying, Asking, string]>([
    [
      "about a public repository",
      { isPrivate: false },
      {},
      "`OPS-12` in the title, not looked up, because this repository is public",
    ],
    [
      "where no tracker is connected",
      {},
      { isConnected: false },
      "`OPS-12` in the title, not looked up, because no tracker can be asked here",
    ],
    ["where the owner does not want it", {}, { verify: "no" }, "`OPS-12` in the title"],
  ])("%s", async (_, saying, asking, note) => {
    const { seen, asked } = await look({ title: "OPS-12", ...saying }, asking);
    expect(seen).toMatchObject({ findings: [], note });
    expect(asked).toEqual([]);
  });

  test("twice over: a tracker that is not connected is told, and the ticket counts as it is written", async () => {
    const answers: Asking["answers"] = { T1234: { kind: "unsupported", reason: "its tracker is not connected" } };
    const { seen } = await look({ title: "T1234" }, { answers });
    expect(seen).toMatchObject({
      findings: [],
      note: "`T1234` in the title, not looked up, because its tracker is not connected",
    });
  });
});

describe("while the tracker does not answer", () => {
  const stale = (kind: "open" | "done"): TicketAnswer => ({ ...outage, last: { kind } });

  test.each<[string, Asking]>([
    ["wait", { onOutage: "wait", answers: { "OPS-12": outage } }],
    ["wait, whatever it said before", { onOutage: "wait", answers: { "OPS-12": stale("open") } }],
    ["accept-cached with nothing said before", { onOutage: "accept-cached", answers: { "OPS-12": outage } }],
    ["accept-cached of what did not count before", { onOutage: "accept-cached", answers: { "OPS-12": stale("done") } }],
  ])("%s: no verdict, and no tick", async (_, asking) => {
    expect((await look({ title: "OPS-12" }, asking)).seen).toEqual({
      findings: [],
      gaps: [{ reason: "`OPS-12` in the title could not be looked up: Jira cannot be reached", cause: "ours" }],
      again: now + 300_000,
    });
  });

  test("accept-cached: what it said before counts, and the checklist says so", async () => {
    const asking: Asking = { onOutage: "accept-cached", answers: { "OPS-12": stale("open") } };
    expect((await look({ title: "OPS-12" }, asking)).seen).toEqual({
      findings: [],
      gaps: [],
      note: "`OPS-12` in the title, as its tracker said before it stopped answering",
    });
  });

  test("fail: red, without blame, and asked again by itself", async () => {
    const { seen } = await look({ title: "OPS-12" }, { onOutage: "fail", answers: { "OPS-12": outage } });
    expect(seen).toMatchObject({
      findings: [
        {
          message:
            "`OPS-12` in the title could not be looked up (Jira cannot be reached), and this team lets nothing pass until it is; your change is not the reason.",
          advice: "Wait: it is asked again by itself.",
        },
      ],
      gaps: [{ cause: "ours" }],
      again: now + 300_000,
    });
  });
});
