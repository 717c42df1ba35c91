/** Exceptions from the rules as one flat list, whoever made them: by a command on GitHub, or by a comment in a file. */

import type { Document } from "../core/document.ts";
import { lastDay } from "../core/until.ts";
import { endedOn } from "../core/waive.ts";
import type { Waiver } from "../core/waiver.ts";
import type { AuditEntry } from "../store/open-store.ts";

/** Every field is there in every record; an empty text where it does not apply or nobody knows. */
export interface AuditRecord {
  readonly kind: "waive" | "override" | "comment";
  readonly repository: string;
  /** `pull/12`, or `path:line` of a comment. */
  readonly where: string;
  /** Rule names, with spaces between them; for an override the commit. */
  readonly what: string;
  readonly reason: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** The last day (of an override the moment) on which it holds. */
  readonly until: string;
  readonly state: "holds" | "ended";
  /** The other tool whose comment it is. */
  readonly tool: string;
}

const fields = ["kind", "repository", "where", "what", "reason", "by", "at", "until", "state", "tool"] as const;

export function recordOfDecision({ owner, repo, subject, decision }: AuditEntry, now: number): AuditRecord {
  const { kind, by, at, reason, until } = decision;
  const isOver = until !== undefined && until <= now;
  return {
    kind,
    repository: `${owner}/${repo}`,
    where: subject,
    what: decision.kind === "waive" ? decision.rule : decision.headSha,
    reason,
    by,
    at: new Date(at).toISOString(),
    until: until === undefined ? "" : kind === "waive" ? lastDay(until) : new Date(until).toISOString(),
    state: isOver ? "ended" : "holds",
    tool: "",
  };
}

export function recordOfComment(waiver: Waiver, document: Document, repository: string, now: number): AuditRecord {
  const { line } = document.lines.position(waiver.range[0]);
  return {
    kind: "comment",
    repository,
    where: `${document.path}:${line}`,
    what: waiver.rules.join(" "),
    reason: waiver.reason ?? "",
    by: "",
    at: "",
    until: waiver.date ?? "",
    state: endedOn(waiver, now) === undefined ? "holds" : "ended",
    tool: waiver.origin ?? "",
  };
}

/** With a line of names first, as RFC 4180 has it. */
export function toCsv(records: readonly AuditRecord[]): string {
  const rows = records.map((record) => fields.map((field) => csvField(record[field])).join(","));
  return `${[fields.join(","), ...rows].join("\r\n")}\r\n`;
}

/** A spreadsheet calculates what begins like a formula: whoever writes a reason must not reach its reader that way. */
function csvField(text: string): string {
  const harmless = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export function toText(records: readonly AuditRecord[], visible: (text: string) => string): string {
  if (records.length === 0) return "No exception is on record.\n";
  const entries = records.map(({ kind, repository, where, what, reason, by, at, until, state, tool }) => {
    const who = [by && `by ${by}`, at && `on ${at.slice(0, 10)}`, tool && `comment of ${tool}`]
      .filter(Boolean)
      .join(" ");
    const end = until === "" ? "" : `${state === "ended" ? "ended with" : "until"} ${until}`;
    const told = [kind === "comment" ? "" : kind, who, end].filter((part) => part !== "").join(", ");
    const place = kind === "comment" ? where : `${repository} ${where}`;
    const why = reason === "" ? "no reason given" : reason;
    return `${visible(place)}  ${visible(what)}\n    ${visible(told === "" ? why : `${told}: ${why}`)}\n`;
  });
  const ended = records.filter(({ state }) => state === "ended").length;
  const count = records.length === 1 ? "1 exception" : `${records.length} exceptions`;
  return `${entries.join("")}\n${count}${ended > 0 ? `, ${ended} of them over` : ""}.\n`;
}
