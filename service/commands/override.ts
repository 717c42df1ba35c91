/** `/plumbline override`: whether this person is named for it, and until when the commit passes. */

import { conclude } from "../../core/conclusion.ts";
import type { OverrideDecision } from "../../core/decision.ts";
import type { People } from "../../core/differential.ts";
import type { Report } from "../../core/report.ts";
import type { RuleSet } from "../../core/rule-set.ts";
import { commandId } from "../../store/merge-wants.ts";
import type { GivenCommand } from "../../store/store.ts";
import { failed, refused } from "./answer.ts";
import type { Verdict } from "./answer.ts";
import { readReason } from "./ending.ts";

const form = "/plumbline override reason [until YYYY-MM-DD]";
const hour = 3_600_000;
/** Days: an emergency is over by then. */
const longest = 30;

export interface OverrideQuestion {
  readonly report: Report;
  readonly ruleSet: RuleSet;
  /** Missing where teams cannot be asked for. */
  readonly people: People | undefined;
  readonly isOwn: boolean;
  readonly now: number;
}

export async function override(command: GivenCommand, question: OverrideQuestion): Promise<Verdict> {
  const { by, words } = command;
  const { report, ruleSet, people, isOwn, now } = question;
  const settings = ruleSet.emergency;
  if (settings === undefined)
    return refused("Nobody may override here: the rule set names nobody under `emergency.by`.");
  const trouble = await whyNotNamed(by, settings.by, people);
  if (trouble !== undefined) return refused(trouble);
  if (report.headSha === undefined || conclude(report).verdict === "success") {
    return failed("There is nothing to override: this commit passes.");
  }
  const reasoned = readReason(words, form, now, longest);
  if (typeof reasoned === "string") return failed(reasoned);
  const decision: OverrideDecision = {
    kind: "override",
    id: commandId(command),
    by,
    at: now,
    until: now + settings.hours * hour,
    ...reasoned,
    ...(isOwn && { isOwn }),
    headSha: report.headSha,
  };
  return { decision };
}

/** `undefined` where the person is named, alone or by a team. */
async function whyNotNamed(
  login: string,
  named: readonly string[],
  people: People | undefined,
): Promise<string | undefined> {
  const isSame = (other: string): boolean => other.toLowerCase() === login.toLowerCase();
  if (named.some(isSame)) return undefined;
  const unread: string[] = [];
  for (const team of named.filter((name) => name.includes("/"))) {
    const members = await people?.membersOf(team);
    if (members?.kind === "members" && members.logins.some(isSame)) return undefined;
    if (members?.kind === "unreadable") unread.push(members.reason);
  }
  const beside = unread.length === 0 ? "" : ` (${unread.join("; ")})`;
  return `\`${login}\` may not override here: \`override.by\` of the rule set names others${beside}.`;
}
