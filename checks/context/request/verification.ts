/** Asks the tracker whether a ticket that a change names is one: there, open, in a project that counts. */

import type { Differential } from "../../../core/differential.ts";
import type { LookUpTicket, TicketAnswer, TicketReference } from "../../../core/tracker.ts";

export type OutagePolicy = "accept-cached" | "wait" | "fail";

export interface NamedTicket {
  readonly ticket: TicketReference;
  /** "the title", "commit 1a2b3c4". */
  readonly where: string;
}

export interface VerificationQuestion {
  /** What a ticket has to be. */
  readonly need: "exists" | "open";
  readonly onOutage: OutagePolicy;
  /** Whether a project is one of those that the owner asks for; a ticket may have moved since it was named. */
  readonly isOwnProject: (project: string | undefined) => boolean;
  readonly lookUp: LookUpTicket | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type Verification =
  | { readonly kind: "sound"; readonly named: NamedTicket; readonly note: string }
  /** Nobody asked, and why; the ticket counts as it is written. */
  | { readonly kind: "unasked"; readonly named: NamedTicket; readonly reason: string }
  | { readonly kind: "unsound"; readonly named: NamedTicket }
  | { readonly kind: "unreachable"; readonly named: NamedTicket; readonly reason: string };

/** A change names few; whoever names a hundred does not make us ask a hundred times. */
const askedAtMost = 5;

/** One sound ticket is enough. `named` is never empty. */
export async function verifyTickets(
  named: readonly [NamedTicket, ...NamedTicket[]],
  differential: Differential,
  question: VerificationQuestion,
): Promise<Verification> {
  const { lookUp, signal } = question;
  const [first] = named;
  // Who reads a public repository learns from the answer whether a ticket is there and open.
  if (differential.isPrivate === false) {
    return { kind: "unasked", named: first, reason: "not looked up, because this repository is public" };
  }
  if (differential.isPrivate === undefined || lookUp === undefined) {
    return { kind: "unasked", named: first, reason: "not looked up, because no tracker can be asked here" };
  }
  const verdicts = await Promise.all(
    named.slice(0, askedAtMost).map(async (each) => verdictOn(each, await lookUp(each.ticket, signal), question)),
  );
  const worth = (kind: Verification["kind"]) => verdicts.find((verdict) => verdict.kind === kind);
  return worth("sound") ?? worth("unreachable") ?? worth("unasked") ?? { kind: "unsound", named: first };
}

function verdictOn(named: NamedTicket, answer: TicketAnswer, question: VerificationQuestion): Verification {
  const { need, onOutage, isOwnProject } = question;
  switch (answer.kind) {
    case "unsupported":
      return { kind: "unasked", named, reason: `not looked up, because ${answer.reason}` };
    case "unreachable":
      if (onOutage === "accept-cached" && answer.last !== undefined && isSound(answer.last)) {
        return { kind: "sound", named, note: `as its tracker said before it stopped answering` };
      }
      return { kind: "unreachable", named, reason: answer.reason };
    default:
      return isSound(answer) ? { kind: "sound", named, note: "looked up" } : { kind: "unsound", named };
  }

  function isSound(state: TicketAnswer): boolean {
    if (state.kind === "open" || (state.kind === "done" && need === "exists")) return isOwnProject(state.project);
    return false;
  }
}
