/** How other tools write "leave this alone" in a comment: which tool, which of its rules, how far, and why. */

import { everything } from "./counterparts.ts";
import type { ForeignTool } from "./counterparts.ts";

export interface Mention {
  readonly tool: ForeignTool;
  /** As written; `*` = every rule of the tool. */
  readonly ids: readonly string[];
  readonly reach: Reach;
  readonly reason?: string;
  /** The day through which it holds: `2026-11-28`. */
  readonly date?: string;
}

/**
 * `line`: the comment's own. `here`: its own, or the next where it stands alone. `item`: the entry of a list that it stands
 * in, or above. `document`: the YAML document around
 * it. `from` and `to` are the ends of a block; without the second it goes on to the end of the file.
 */
export type Reach = "line" | "here" | "item" | "next-line" | "document" | "file" | "from" | "to";

/** Words that begin such a comment: for finding them in a text whose comments nobody has read. */
export const mentions: readonly string[] = [
  "hadolint ",
  "lint:ignore:",
  "lint:endignore",
  "checkov:skip=",
  "trivy:ignore:",
  "gitleaks:allow",
  "trufflehog:ignore",
  "pragma: allowlist",
];

/** The text of a comment without its marks; nothing where it speaks to no tool that is known here. */
export function readMention(text: string): Mention | undefined {
  for (const read of forms) {
    const mention = read(text);
    if (mention !== undefined) return mention;
  }
  return undefined;
}

type Form = (text: string) => Mention | undefined;

/** Each pattern is anchored and linear. */
const forms: readonly Form[] = [
  yamllint,
  ansibleLint,
  hadolint,
  puppetLint,
  zizmor,
  pint,
  checkov,
  trivy,
  kics,
  secretScanner,
];

const yamllintReach: ReadonlyMap<string, Reach> = new Map([
  ["disable-line", "here"],
  ["disable-file", "file"],
  ["disable", "from"],
  ["enable", "to"],
]);

/** `yamllint disable-line rule:truthy rule:anchors`; without rules, all of them. */
function yamllint(text: string): Mention | undefined {
  const [, verb = "", rest = ""] =
    /^yamllint\s+(disable-line|disable-file|disable|enable)(?:\s+(.*))?$/su.exec(text) ?? [];
  const reach = yamllintReach.get(verb);
  if (reach === undefined) return undefined;
  const ids = words(rest).flatMap((word) => (word.startsWith("rule:") ? [word.slice("rule:".length)] : []));
  // Something that is no rule stands there: yamllint takes it for an ordinary comment.
  if (words(rest).length > ids.length) return undefined;
  return { tool: "yamllint", ids: orAll(ids), reach };
}

/** `noqa: yaml[truthy] no-changed-when`, at the end of a line. */
function ansibleLint(text: string): Mention | undefined {
  const rest = /^noqa(?::\s*|\s+)(.+)$/su.exec(text)?.[1];
  return rest === undefined ? undefined : { tool: "ansible-lint", ids: words(rest), reach: "line" };
}

/** `hadolint ignore=DL3006,SC2046`, above an instruction; `hadolint global ignore=DL3006` for the file. */
function hadolint(text: string): Mention | undefined {
  const [, global, ids] = /^hadolint\s+(global\s+)?ignore\s*=\s*([\w, \t]+)/u.exec(text) ?? [];
  if (ids === undefined) return undefined;
  return { tool: "hadolint", ids: words(ids), reach: global === undefined ? "next-line" : "file" };
}

/** `lint:ignore:140chars lint:ignore:hard_tabs reason`: for its line, or alone up to `lint:endignore`. */
function puppetLint(text: string): Mention | undefined {
  if (/^lint:endignore\b/u.test(text)) return { tool: "puppet-lint", ids: [everything], reach: "to" };
  if (!text.startsWith("lint:ignore:")) return undefined;
  const [ids, others] = partition(words(text), (word) => word.startsWith("lint:ignore:"));
  const named = ids.map((word) => word.slice("lint:ignore:".length));
  return { tool: "puppet-lint", ids: named, reach: "from", ...reasoned(others.join(" ")) };
}

/** `zizmor: ignore[artipacked,template-injection] reason`. */
function zizmor(text: string): Mention | undefined {
  const [, ids, reason = ""] = /^zizmor:\s*ignore\[([^\]]*)\](.*)$/su.exec(text) ?? [];
  return ids === undefined ? undefined : { tool: "zizmor", ids: words(ids), reach: "item", ...reasoned(reason) };
}

const pintReach: ReadonlyMap<string, Reach> = new Map([
  ["ignore/line", "line"],
  ["ignore/next-line", "next-line"],
  ["ignore/file", "file"],
  ["ignore/begin", "from"],
  ["ignore/end", "to"],
  ["disable", "item"],
  ["file/disable", "file"],
  ["snooze", "item"],
  ["file/snooze", "file"],
]);

/** `pint ignore/next-line`, `pint disable promql/series(up)`, `pint file/disable promql/rate`. */
function pint(text: string): Mention | undefined {
  const [, verb = "", rest = ""] = /^pint\s+([a-z/-]+)(?:\s+(.*))?$/su.exec(text) ?? [];
  const reach = pintReach.get(verb);
  if (reach === undefined) return undefined;
  // What follows these is a comment that pint does not know, and silences nothing.
  if (verb.startsWith("ignore/")) return rest.trim() === "" ? { tool: "pint", ids: [everything], reach } : undefined;
  // `snooze 2026-11-28T10:24:18Z promql/rate`: up to that day.
  const [, date, named = rest] = /^(\d{4}-\d\d-\d\d)\S*\s+(.*)$/su.exec(rest) ?? [];
  const id = /^[\w/]+/u.exec(named)?.[0];
  if (id === undefined || verb.endsWith("snooze") !== (date !== undefined)) return undefined;
  return { tool: "pint", ids: [id], reach, ...(date !== undefined && { date }) };
}

/** `checkov:skip=CKV_K8S_20:reason`, in the document that it is about. */
function checkov(text: string): Mention | undefined {
  const [, ids, reason = ""] = /^checkov:skip=([\w, ]+)(?::(.*))?$/su.exec(text) ?? [];
  return ids === undefined ? undefined : { tool: "checkov", ids: words(ids), reach: "document", ...reasoned(reason) };
}

/** `trivy:ignore:KSV014 trivy:ignore:AVD-KSV-0012`. */
function trivy(text: string): Mention | undefined {
  if (!text.startsWith("trivy:ignore:")) return undefined;
  const ids = [...text.matchAll(/trivy:ignore:([\w*-]+)/gu)].flatMap(([, id]) => id ?? []);
  return { tool: "trivy", ids, reach: "here" };
}

/** `kics-scan ignore-line`, `ignore-block`, `ignore`: their rules are random words, so all that they are about. */
function kics(text: string): Mention | undefined {
  const verb = /^kics-scan\s+(ignore-line|ignore-block|ignore)\b/u.exec(text)?.[1];
  if (verb === undefined) return undefined;
  const reach = verb === "ignore" ? "file" : verb === "ignore-line" ? "next-line" : "document";
  return { tool: "kics", ids: [everything], reach };
}

/** `gitleaks:allow`, `trufflehog:ignore`, `pragma: allowlist secret`, `pragma: allowlist nextline secret`: for their line. */
function secretScanner(text: string): Mention | undefined {
  if (/^gitleaks:allow\b/u.test(text)) return { tool: "gitleaks", ids: [everything], reach: "line" };
  if (/^trufflehog:ignore\b/u.test(text)) return { tool: "trufflehog", ids: [everything], reach: "line" };
  const [, next] = /^pragma: allowlist (nextline )?secret\b/u.exec(text) ?? ["none", "none"];
  if (next === "none") return undefined;
  return { tool: "detect-secrets", ids: [everything], reach: next === undefined ? "line" : "next-line" };
}

function words(text: string): readonly string[] {
  return text.split(/[\s,]+/u).filter((word) => word !== "");
}

function orAll(ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? [everything] : ids;
}

function reasoned(reason: string): { readonly reason?: string } {
  const said = reason.trim();
  return said === "" ? {} : { reason: said };
}

function partition(
  all: readonly string[],
  is: (word: string) => boolean,
): readonly [readonly string[], readonly string[]] {
  return [all.filter(is), all.filter((word) => !is(word))];
}
