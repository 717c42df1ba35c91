/** Answers that turn by themselves, such as a maintenance window that opens: when to look again though nobody did anything. */

import type { Want } from "../store/store.ts";
import type { ReviewState } from "./review-state.ts";

/** In milliseconds. A look is cheap, and no timer has to last for months. */
const longestWait = 24 * 3_600_000;

/** Milliseconds since 1970, at most a day from now; `undefined` where nothing turns, or the request is closed. */
export function nextTurn(state: ReviewState | undefined, now: number): number | undefined {
  const { last } = state ?? {};
  if (last === undefined || last.isOpen === false) return undefined;
  const turns = [last.decidedUntil, last.report.risk?.again, ...last.report.outcomes.map(({ again }) => again)].filter(
    (time) => time !== undefined,
  );
  return turns.length === 0 ? undefined : Math.min(...turns, now + longestWait);
}

/** What is wanted when a turn has come: only the answers about the request can have changed, unless the risk has. */
export function wantOfTurn(state: ReviewState | undefined, now: number): Want | undefined {
  const turn = nextTurn(state, now);
  if (turn === undefined || turn > now) return undefined;
  const risk = state?.last?.report.risk?.again;
  return { scope: risk !== undefined && risk <= now ? "full" : "text", reruns: [] };
}
