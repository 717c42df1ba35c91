/** Texts as people write them: which ticket each names, and that most name none. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { trackerNames } from "../../../core/tracker.ts";
import ticket from "../../../checks/context/ticket.ts";
import { differentialSaying } from "./saying.ts";
import type { Saying } from "./saying.ts";

interface Sample extends Saying {
  /** The ticket as it is written; missing = nothing may be found. */
  readonly finds?: string;
}

/** Whole corpus text -> why something else is found than should be. */
const differences: ReadonlyMap<string, { readonly found: string | undefined; readonly reason: string }> = new Map([]);

interface Pairs {
  readonly found: readonly (readonly [finds: string, text: string])[];
  readonly nothing: readonly string[];
}

const samples: readonly Sample[] = [
  ...pairs("titles.yml", (title) => ({ title })),
  ...pairs("branches.yml", (branch) => ({ branch })),
  ...pairs("commits.yml", (commit) => ({ commits: [commit] })),
  ...readCorpus<readonly Sample[]>("bodies.yml"),
];

function pairs(file: string, say: (text: string) => Saying): readonly Sample[] {
  const { found, nothing } = readCorpus<Pairs>(file);
  return [...found.map(([finds, text]) => ({ ...say(text), finds })), ...nothing.map(say)];
}

function readCorpus<Shape>(file: string): Shape {
  return parse(readFileSync(join(import.meta.dirname, "ticket-corpus", file), "utf8")) as Shape;
}

async function found(saying: Saying): Promise<string | undefined> {
  const { note } = await ticket.look(differentialSaying({ number: 77, ...saying }), {
    options: {
      trackers: [...trackerNames],
      projects: [],
      patterns: [],
      example: "",
      verify: "no",
      onOutage: "wait",
      in: ["title", "body", "branch", "commits"],
      exemptBots: true,
      exemptLabels: [],
    },
    schemas: {},
    paths: ["network/sg.tf"],
  });
  return note === undefined ? undefined : /^`(.*)` in (?:the |branch |commit )/s.exec(note)?.[1];
}

describe("the corpus", () => {
  test("is large, and most of it names no ticket", () => {
    expect(samples.length).toBeGreaterThanOrEqual(250);
    expect(samples.filter((sample) => sample.finds === undefined).length).toBeGreaterThanOrEqual(120);
    const texts = samples.map(({ finds: _finds, ...saying }) => JSON.stringify(saying));
    expect(new Set(texts).size).toBe(samples.length);
  });

  test.each(samples.map((sample) => [textOf(sample), sample.finds, sample] as const))(
    "%j: %s",
    async (text, finds, saying) => {
      const known = differences.get(text);
      expect(await found(saying)).toBe(known === undefined ? finds : known.found);
      if (known !== undefined) expect(known.found).not.toBe(finds);
    },
  );

  test("every known difference is of a text that is there, with a reason", () => {
    const texts = new Set(samples.map(textOf));
    expect([...differences].filter(([text, { reason }]) => !texts.has(text) || reason === "")).toEqual([]);
  });
});

function textOf({ title, body, branch, commits }: Saying): string {
  return title ?? body ?? branch ?? commits?.[0] ?? "";
}
