/** Two wants as one: the newer head, the wider scope, everybody who asked. */

import type { GivenCommand, Head, Want } from "./store.ts";

export function mergeWants(older: Want, newer: Want): Want {
  const head = newerHead(older.head, newer.head);
  const baseBranch = newer.baseBranch ?? older.baseBranch;
  const group = newer.group ?? older.group;
  const push = newer.push ?? older.push;
  // A group that is asked for after it was destroyed is there again.
  const gone = newer.gone ?? (newer.group === undefined ? older.gone : undefined);
  const failures = newer.failures ?? older.failures;
  const commands = mergeCommands(older.commands ?? [], newer.commands ?? []);
  const since = earlier(older.since, newer.since);
  return {
    scope: older.scope === "full" || newer.scope === "full" ? "full" : "text",
    reruns: [...older.reruns, ...newer.reruns],
    ...(commands.length > 0 && { commands }),
    ...(gone && { gone }),
    ...(head !== undefined && { head }),
    ...(baseBranch !== undefined && { baseBranch }),
    ...(group !== undefined && { group }),
    ...(push !== undefined && { push }),
    ...(failures !== undefined && { failures }),
    ...(since !== undefined && { since }),
  };
}

/** What was taken, put back and asked for again is one command. */
function mergeCommands(older: readonly GivenCommand[], newer: readonly GivenCommand[]): readonly GivenCommand[] {
  const known = new Set(older.map(commandId));
  return [...older, ...newer.filter((command) => !known.has(commandId(command)))];
}

/** The same for one command of one comment, however often it is told. */
export function commandId({ comment, place }: GivenCommand): string {
  return `${comment}/${place}`;
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

/** Events come late and out of order: time decides, and within one second the later arrival. */
export function newerHead(known: Head | undefined, arriving: Head | undefined): Head | undefined {
  if (known === undefined || arriving === undefined) return arriving ?? known;
  return arriving.at >= known.at ? arriving : known;
}
