/** Tasks and revisions of Phabricator and Phorge, through Conduit. */

import type { TicketAnswer } from "../../core/tracker.ts";
import { createAsker } from "./ask.ts";
import type { World } from "./ask.ts";
import type { TrackerSettings } from "./settings.ts";
import { at, unreadable } from "./tracker.ts";
import type { Tracker } from "./tracker.ts";

export function phabricator({ url, token }: TrackerSettings, world: World): Tracker {
  const ask = createAsker("Phabricator", url, world);
  return {
    name: "phabricator",
    host: url.host,
    async ask(id, signal) {
      const isTask = id.startsWith("T");
      const method = isTask ? "maniphest.search" : "differential.revision.search";
      const form = { "api.token": token, "constraints[ids][0]": id.slice(1), limit: "1" };
      const answer = await ask({ path: `/api/${method}`, headers: {}, form, speaking: [] }, signal);
      if (answer.kind === "unreachable") return answer;
      // Conduit tells its errors inside an answer of status 200.
      const error = at(answer.json, "error_code");
      if (typeof error === "string") return { kind: "unreachable", reason: reasonFor(error) };
      const found = at(answer.json, "result", "data");
      if (!Array.isArray(found)) return unreadable("Phabricator");
      const first: unknown = found[0];
      if (first === undefined) return { kind: "missing" };
      return isTask ? taskState(first) : revisionState(first);
    },
  };
}

function reasonFor(error: string): string {
  return /AUTH|SESSION/.test(error)
    ? "Phabricator refuses Plumbline's credentials"
    : "Phabricator answers with an error";
}

/** Before tasks bore the time of their closing, only the names of the usual statuses tell. */
const closedStatuses: ReadonlySet<string> = new Set([
  "resolved",
  "wontfix",
  "declined",
  "invalid",
  "duplicate",
  "spite",
  "closed",
]);

function taskState(task: unknown): TicketAnswer {
  const status = at(task, "fields", "status", "value");
  if (typeof status !== "string") return unreadable("Phabricator");
  const closedAt = at(task, "fields", "dateClosed");
  const isClosed = closedAt === undefined ? closedStatuses.has(status) : closedAt !== null;
  return { kind: isClosed ? "done" : "open" };
}

function revisionState(revision: unknown): TicketAnswer {
  const isClosed = at(revision, "fields", "status", "closed");
  if (typeof isClosed !== "boolean") return unreadable("Phabricator");
  return { kind: isClosed ? "done" : "open" };
}
