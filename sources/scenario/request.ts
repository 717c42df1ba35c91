/**
 * The sections of a scenario that hold a request: fields, an empty line, the body. Every field may be left out.
 *
 * ```
 * title: Open SSH                     branch: open-ssh                base: main
 * author: ada                         renovate[bot] is a bot          labels: network, urgent
 * number: 12                          stacked on: 11                  draft: yes
 * created: 2026-03-02T09:00:00Z       behind: 3                       default: main          private: yes
 * squashes: yes
 * approvals: grace, heidi (older), ivan (changes requested), judy (dismissed), rupert (reader)
 * pushed: directly                    to the base branch, without a request; or with a merged one: `approved`, `unapproved`
 * ```
 */

import type {
  Approval,
  ChangeRequest,
  Differential,
  InheritedRequest,
  MergedRequest,
} from "../../core/differential.ts";
import { ScenarioError } from "./error.ts";

/** A section as it stands in the text. */
export interface RequestSection {
  readonly line: number;
  readonly argument: string;
  readonly content: string;
}

export interface ScenarioRequest extends Pick<Differential, "branch" | "defaultBranch" | "isPrivate" | "behindBy"> {
  readonly request: ChangeRequest;
  /** The change came to its base branch with these requests, and is no request itself. */
  readonly pushed?: readonly MergedRequest[];
}

/** Shas of nothing: a scenario is a change between two commits, not a plain folder. */
export const sampleHead = "a".repeat(40);
const olderHead = "9".repeat(40);

const fieldNames =
  "title|branch|author|labels|draft|base|number|created|approvals|stacked on|behind|default|private|squashes|pushed".split(
    "|",
  );

export function readRequest(section: RequestSection): ScenarioRequest {
  const { fields, body } = readFields(section);
  const author = fields.get("author") ?? "ada";
  const number = readNumber(section, fields.get("number"));
  const stackedOn = readNumber(section, fields.get("stacked on"));
  const behindBy = readNumber(section, fields.get("behind"));
  const [branch, defaultBranch, createdAt] = [fields.get("branch"), fields.get("default"), fields.get("created")];
  const [isPrivate, approvals] = [fields.get("private"), fields.get("approvals")];
  return {
    request: {
      ...(number !== undefined && { number }),
      title: fields.get("title") ?? "",
      body,
      author: accountOf(author),
      labels: listOf(fields.get("labels")),
      baseBranch: fields.get("base") ?? "main",
      isDraft: fields.get("draft") === "yes",
      ...(createdAt !== undefined && { createdAt }),
      ...(approvals !== undefined && { approvals: listOf(approvals).map((each) => readApproval(section, each)) }),
      ...(stackedOn !== undefined && { stackedOn }),
      ...(fields.has("squashes") && { squashes: fields.get("squashes") === "yes" }),
    },
    ...(branch !== undefined && { branch }),
    ...(defaultBranch !== undefined && { defaultBranch }),
    ...(isPrivate !== undefined && { isPrivate: isPrivate === "yes" }),
    ...(behindBy !== undefined && { behindBy }),
    ...(fields.has("pushed") && { pushed: requestsOfPush(section, fields.get("pushed")) }),
  };
}

function requestsOfPush({ line }: RequestSection, how = ""): readonly MergedRequest[] {
  const request: MergedRequest = { number: 12, author: accountOf("ada"), approvals: [] };
  if (how === "directly") return [];
  if (how === "unapproved") return [request];
  if (how !== "approved") throw new ScenarioError(`line ${line}: pushed \`directly\`, \`approved\` or \`unapproved\``);
  return [{ ...request, approvals: [{ ...accountOf("grace"), state: "approved", canWrite: true }] }];
}

/** `=== earlier revert #12`, or with a commit in place of the number. */
export function readEarlier(section: RequestSection): InheritedRequest {
  const [, kind, number, sha] = /^(revert|back-port|stack) (?:#(\d+)|([0-9a-f]+))$/.exec(section.argument) ?? [];
  if (kind !== "revert" && kind !== "back-port" && kind !== "stack") {
    throw new ScenarioError(`line ${section.line}: \`=== earlier revert|back-port|stack #NUMBER\``);
  }
  const { fields, body } = readFields(section);
  const branch = fields.get("branch");
  return {
    kind,
    ...(number !== undefined && { number: Number(number) }),
    ...(sha !== undefined && { sha }),
    title: fields.get("title") ?? "",
    body,
    ...(branch !== undefined && { branch }),
    author: accountOf(fields.get("author") ?? "ada"),
    labels: listOf(fields.get("labels")),
  };
}

function readFields({ line, content }: RequestSection): {
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
} {
  const [fieldLines = "", ...body] = content.split(/\n\n/);
  const fields = new Map<string, string>();
  for (const each of fieldLines.split("\n").filter((one) => one.trim() !== "")) {
    const [, name = "", value = ""] = /^([a-z ]+): *(.*)$/.exec(each) ?? [];
    if (!fieldNames.includes(name)) throw new ScenarioError(`line ${line}: \`${each}\` is no field of a request`);
    fields.set(name, value);
  }
  return { fields, body: body.join("\n\n").trimEnd() };
}

function readNumber({ line }: RequestSection, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new ScenarioError(`line ${line}: \`${value}\` is no number`);
  return Number(value);
}

function readApproval({ line }: RequestSection, text: string): Approval {
  const [, login = "", mark = ""] = /^(\S+)(?: \(([a-z ]+)\))?$/.exec(text) ?? [];
  if (!["", "older", "changes requested", "dismissed", "reader"].includes(mark)) {
    throw new ScenarioError(`line ${line}: \`${text}\` is no approval`);
  }
  return {
    ...accountOf(login),
    state: mark === "changes requested" ? "changes-requested" : mark === "dismissed" ? "dismissed" : "approved",
    sha: mark === "older" ? olderHead : sampleHead,
    canWrite: mark !== "reader",
  };
}

function accountOf(login: string): ChangeRequest["author"] {
  return { login, isBot: login.endsWith("[bot]") };
}

function listOf(text = ""): readonly string[] {
  return text
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
}
