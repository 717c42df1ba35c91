/** Installation tokens, in this process's memory only; each is replaced well before GitHub stops taking it. */

import type { Clock } from "../core/clock.ts";

/** As @octokit/auth-app takes it: an entry is one text, its key begins with the installation's number. */
export interface TokenCache {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  /** GitHub does not take this installation's token any more. */
  forget(installation: number): void;
}

/** GitHub's tokens live an hour; a review that begins now must get to its end with the token it began with. */
const life = 50 * 60_000;

export function createTokenCache(clock: Pick<Clock, "now">): TokenCache {
  const tokens = new Map<string, { readonly value: string; readonly until: number }>();
  return {
    get(key) {
      const token = tokens.get(key);
      if (token !== undefined && token.until > clock.now()) return token.value;
      tokens.delete(key);
      return undefined;
    },
    set: (key, value) => void tokens.set(key, { value, until: clock.now() + life }),
    forget(installation) {
      const own = String(installation);
      for (const key of tokens.keys()) if (key === own || key.startsWith(`${own}|`)) tokens.delete(key);
    },
  };
}
