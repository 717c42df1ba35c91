/** Holds a recipe to its cases: sound files pass, broken ones fail at their line, whatever the sandbox lacks. */

import { beforeAll, expect, test } from "@jest/globals";
import { describeWith } from "../../required.ts";
import { missingTools } from "../../engine/sandbox/inside.ts";
import { type Answer, ask } from "./ask.ts";

/** The line that is to blame, or `undefined` where it is the whole file. */
type Broken = readonly [text: string, line: number | undefined];

export interface Cases {
  readonly name: string;
  /** Programs that have to be there. */
  readonly programs: readonly string[];
  readonly path: string;
  /** Sound, with noise that the sandbox has an answer to: names that do not resolve, accounts and files of the host. */
  readonly good: readonly string[];
  /** Sound, with noise that leaves nobody able to tell: it may pass or be inconclusive, but never fail. */
  readonly noisy?: readonly string[];
  readonly broken: readonly [Broken, Broken, Broken, ...Broken[]];
}

interface Case {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly expected: object;
}

/** All of them are asked about at once, as a review does: the slow tools start once. */
export function holdCases({ name, programs, path, good, noisy = [], broken }: Cases): void {
  const passes = { outcome: "passed", places: [], gaps: [] };
  const cases: readonly Case[] = [
    ...numbered("good", path, good, "passes", () => passes),
    ...numbered("noisy", path, noisy, "does not fail", () => ({ places: [] })),
    ...numbered(
      "broken",
      path,
      broken.map(([text]) => text),
      "fails at its line",
      (at, index) => failsAt(at, broken[index]?.[1]),
    ),
  ];
  describeWith("tools", missingTools(...programs), name, () => {
    let answer: Answer;

    beforeAll(async () => {
      answer = await ask(name, Object.fromEntries(cases.map((each) => [each.path, each.text])));
    }, 240_000);

    test("each file is a test", () => {
      expect(answer.count).toBe(cases.length);
    });

    test.each(cases)("$title", ({ path: at, expected }) => {
      expect(answer.of(at)).toMatchObject(expected);
    });
  });
}

function numbered(
  kind: string,
  path: string,
  texts: readonly string[],
  what: string,
  expected: (path: string, index: number) => object,
): readonly Case[] {
  return texts.map((text, index) => {
    const at = `${kind}-${index + 1}/${path}`;
    return { title: `${kind} ${index + 1} ${what}`, path: at, text, expected: expected(at, index) };
  });
}

function failsAt(path: string, line: number | undefined): object {
  const first: unknown = line === undefined ? expect.stringContaining(path) : `${path}:${line}`;
  // A parser that stumbles may say more.
  return { outcome: "failed", gaps: [], places: expect.arrayContaining([first]) };
}
