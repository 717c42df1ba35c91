/** Rounds of texts made by chance, each held to what its language promises. */

import { cpuTime } from "../cpu-time.ts";
import { type Random, randomFrom } from "./random.ts";

/** Milliseconds for one text of a few kilobytes, on a machine that has other things to do. */
const patience = 3_000;
const mostFaults = 5;

/** `PLUMBLINE_FUZZ=100000` runs that many rounds of each instead of a few thousand. */
export function fuzzRounds(few = 3_000): number {
  return Number(process.env["PLUMBLINE_FUZZ"] ?? few);
}

/** Milliseconds that so many rounds may take where the machine is busy. */
export function fuzzTime(rounds: number): number {
  return 60_000 + rounds * 10;
}

export interface Campaign {
  readonly rounds: number;
  /** The same seed makes the same texts. */
  readonly seed: number;
  readonly text: (random: Random, round: number) => string;
  /** What is wrong with what comes of a text; `undefined` if nothing is. */
  readonly faultOf: (text: string) => string | undefined;
}

/** The first few faults, each with its text; a crash is one, and so is taking its time. */
export function fuzz({ rounds, seed, text, faultOf }: Campaign): readonly string[] {
  const random = randomFrom(seed);
  const faults: string[] = [];
  for (let round = 0; round < rounds && faults.length < mostFaults; round += 1) {
    const made = text(random, round);
    const started = cpuTime();
    const fault = faultOrCrash(faultOf, made) ?? slowness(cpuTime() - started);
    if (fault !== undefined) faults.push(`${fault} in ${JSON.stringify(made)}`);
  }
  return faults;
}

function faultOrCrash(faultOf: Campaign["faultOf"], text: string): string | undefined {
  try {
    return faultOf(text);
  } catch (error) {
    return `crash: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

function slowness(spent: number): string | undefined {
  return spent > patience ? `${Math.round(spent)} ms` : undefined;
}
