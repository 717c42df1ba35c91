/** The log of every call the App made, and what was wrong with it by GitHub's own description. */

export interface TrafficEntry {
  readonly number: number;
  readonly kind: "rest" | "graphql" | "git";
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** GitHub's operation id, `graphql`, `git`, or `unknown`. */
  readonly operation: string;
  readonly body: unknown;
  /** Calls in flight when this one began, itself included. */
  readonly concurrent: number;
  readonly requestBytes: number;
  readonly isWrite: boolean;
  /** What it costs of the secondary limit: reads 1, writes 5. */
  readonly points: number;
  /** Milliseconds since the fake started. */
  readonly startedAt: number;
  installation?: number;
  /** 0 while unanswered or when the connection was dropped. */
  status: number;
  milliseconds: number;
  responseBytes: number;
}

export interface Count {
  readonly calls: number;
  readonly writes: number;
  readonly points: number;
  readonly bytes: number;
  readonly byOperation: Readonly<Record<string, number>>;
}

export interface Traffic {
  readonly entries: TrafficEntry[];
  /** Notes what is wrong; a function is asked only when somebody wants to know. */
  note(problem: string | (() => readonly string[])): void;
  problems(): readonly string[];
  forget(): void;
}

export function createTraffic(): Traffic {
  const entries: TrafficEntry[] = [];
  const known: string[] = [];
  let waiting: (() => readonly string[])[] = [];
  return {
    entries,
    note(problem) {
      if (typeof problem === "string") known.push(problem);
      else waiting.push(problem);
    },
    problems() {
      known.push(...waiting.flatMap((judge) => judge()));
      waiting = [];
      return [...known];
    },
    forget() {
      waiting = [];
      known.length = 0;
      entries.length = 0;
    },
  };
}

/** Tokens are bought once an hour and not counted, as GitHub counts them apart. */
export function countTraffic(entries: readonly TrafficEntry[]): Count {
  const counted = entries.filter((entry) => entry.operation !== "apps/create-installation-access-token");
  const byOperation: Record<string, number> = {};
  for (const entry of counted) byOperation[entry.operation] = (byOperation[entry.operation] ?? 0) + 1;
  const sum = (pick: (entry: TrafficEntry) => number) => counted.reduce((total, entry) => total + pick(entry), 0);
  return {
    calls: counted.length,
    writes: counted.filter((entry) => entry.isWrite).length,
    points: sum((entry) => entry.points),
    bytes: sum((entry) => entry.requestBytes + entry.responseBytes),
    byOperation,
  };
}
