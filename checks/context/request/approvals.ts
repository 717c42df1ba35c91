/** Whose approval of a request counts: people and teams by name, the newest head or any, never the author's own. */

import type { Approval, ChangeRequest, Differential, People } from "../../../core/differential.ts";
import type { Gap } from "../../../core/finding.ts";

export interface Electorate {
  /** Lower case. */
  readonly logins: ReadonlySet<string>;
  /** Teams whose members nobody could tell. */
  readonly gaps: readonly Gap[];
}

/** `names` are logins, and teams as `organisation/team`. */
export async function electorateOf(names: readonly string[], people: People | undefined): Promise<Electorate> {
  const logins = new Set<string>();
  const gaps: Gap[] = [];
  for (const name of names.map(plainName)) {
    if (name.includes("@")) {
      gaps.push({ reason: `\`${name}\` is an address, and whose account it is nobody says`, cause: "unsupported" });
    } else if (!name.includes("/")) {
      logins.add(name);
    } else {
      const members = (await people?.membersOf(name)) ?? noPeople(name);
      if (members.kind === "unreadable") gaps.push({ reason: members.reason, cause: members.cause });
      else for (const login of members.logins) logins.add(login.toLowerCase());
    }
  }
  return { logins, gaps };
}

function noPeople(team: string) {
  return { kind: "unreadable", reason: `who belongs to \`${team}\` is not known here`, cause: "unsupported" } as const;
}

/** `@Shop/Network` and `shop/network` are one. */
export function plainName(name: string): string {
  return name.trim().replace(/^@/, "").toLowerCase();
}

export interface CountedApprovals {
  readonly approved: readonly Approval[];
  /** Given to an older head than the one that is to be merged. */
  readonly older: readonly Approval[];
  readonly against: readonly Approval[];
}

/** `electorate` undefined = whoever may push here. */
export function countApprovals(
  differential: Pick<Differential, "head">,
  request: ChangeRequest,
  approvals: readonly Approval[],
  { electorate, anyHead }: { readonly electorate: Electorate | undefined; readonly anyHead: boolean },
): CountedApprovals {
  const own = request.author.login.toLowerCase();
  const counted = approvals.filter((approval) => {
    const login = approval.login.toLowerCase();
    if (login === own) return false;
    // Anybody may approve in a public repository: without a name, the right to push is what makes it count.
    return electorate === undefined ? approval.canWrite === true && !approval.isBot : electorate.logins.has(login);
  });
  const approved = counted.filter(({ state }) => state === "approved");
  const isCurrent = ({ sha }: Approval): boolean => anyHead || sha === differential.head.sha;
  return {
    approved: approved.filter(isCurrent),
    older: approved.filter((approval) => !isCurrent(approval)),
    against: counted.filter(({ state }) => state === "changes-requested"),
  };
}
