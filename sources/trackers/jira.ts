/** Tickets of Jira, cloud or data centre: REST API version 2, two fields of one issue, never its title. */

import type { TicketAnswer } from "../../core/tracker.ts";
import { createAsker } from "./ask.ts";
import type { World } from "./ask.ts";
import type { TrackerSettings } from "./settings.ts";
import { at, unreadable } from "./tracker.ts";
import type { Tracker } from "./tracker.ts";

export function jira({ url, token, user }: TrackerSettings, world: World): Tracker {
  const ask = createAsker("Jira", url, world);
  const authorization =
    user === undefined ? `Bearer ${token}` : `Basic ${Buffer.from(`${user}:${token}`).toString("base64")}`;
  return {
    name: "jira",
    host: url.host,
    async ask(id, signal) {
      const path = `/rest/api/2/issue/${encodeURIComponent(id)}?fields=status,project`;
      const answer = await ask({ path, headers: { authorization }, speaking: [404] }, signal);
      if (answer.kind === "unreachable") return answer;
      if (answer.status === 404) return isStranger(answer.headers) ? refused : { kind: "missing" };
      return stateOf(answer.json);
    },
  };
}

const refused: TicketAnswer = { kind: "unreachable", reason: "Jira refuses Plumbline's credentials" };

/** A token that is no longer good makes us a stranger, to whom every ticket is missing. */
function isStranger(headers: Headers): boolean {
  const reason = headers.get("x-seraph-loginreason") ?? "";
  return /FAIL|DENIED/.test(reason) || headers.get("x-ausername") === "anonymous";
}

function stateOf(json: unknown): TicketAnswer {
  const category = at(json, "fields", "status", "statusCategory", "key");
  const project = at(json, "fields", "project", "key");
  if (typeof category !== "string" || typeof project !== "string") return unreadable("Jira");
  return { kind: category === "done" ? "done" : "open", project };
}
