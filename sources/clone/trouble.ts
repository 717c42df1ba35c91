/** What git complained about: whose doing it is, and in few words that name no repository, address or token. */

import type { GitError } from "../git/process.ts";

interface Trouble {
  readonly says: RegExp;
  readonly words: string;
}

/** A token was not enough. */
const refusals: readonly Trouble[] = [
  {
    says: /Authentication failed|could not read Username|returned error: 40[13]/i,
    words: "the server refuses the token",
  },
];

/** The server, the line between us, or a bound of ours: nothing that a clone begun anew would mend. */
const theirs: readonly Trouble[] = [
  ...refusals,
  { says: /not installed/, words: "git is not installed, or the clone is gone" },
  { says: /returned error: 404|repository '[^']*' not found/i, words: "the server has no such repository" },
  { says: /returned error: 5\d\d/i, words: "the server has trouble of its own" },
  { says: /not our ref|upload-pack: not/i, words: "the server no longer has the commit" },
  { says: /resolve host|connect to|unable to access/i, words: "the server cannot be reached" },
  { says: /RPC failed|early EOF|hung up|unexpected disconnect|remote error/i, words: "the connection broke" },
  { says: /took longer/, words: "fetching took too long" },
  { says: /brings more/, words: "a fetch brings too much" },
  { says: /another review/, words: "another review is fetching the repository for too long" },
  { says: /No space left/i, words: "the disk is full" },
];

export function isRefused(error: GitError): boolean {
  return refusals.some(({ says }) => says.test(error.message));
}

export function isTheirs(error: GitError): boolean {
  return theirs.some(({ says }) => says.test(error.message));
}

export function wordsFor(error: GitError): string {
  return theirs.find(({ says }) => says.test(error.message))?.words ?? "git failed";
}
