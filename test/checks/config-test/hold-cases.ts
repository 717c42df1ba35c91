/** Holds a recipe to its cases: sound files pass, broken ones fail at their line, whatever the sandbox lacks. */

import { expect, test } from "@jest/globals";
import { describeWith } from "../../required.ts";
import { missingTools } from "../../engine/sandbox/inside.ts";
import { ask } from "./ask.ts";

export interface Cases {
  readonly name: string;
  /** Programs that have to be there. */
  readonly programs: readonly string[];
  readonly path: string;
  /** Sound, with noise: names that do not resolve, accounts and files of the host. */
  readonly good: readonly string[];
  /** Text -> the line that is to blame, or `undefined` where it is the whole file. */
  readonly broken: readonly (readonly [text: string, line: number | undefined])[];
}

export function holdCases({ name, programs, path, good, broken }: Cases): void {
  describeWith("tools", missingTools(...programs), name, () => {
    test.each(good.map((text, index) => [index + 1, text] as const))("good %d passes", async (_, text) => {
      expect(await ask(name, { [path]: text })).toMatchObject({ outcome: "passed", places: [], gaps: [] });
    });

    test.each(broken.map(([text, line], index) => [index + 1, line, text] as const))(
      "broken %d fails at line %s",
      async (_, line, text) => {
        const { outcome, places, gaps } = await ask(name, { [path]: text });
        expect({ outcome, gaps }).toEqual({ outcome: "failed", gaps: [] });
        expect(places[0]).toBe(line === undefined ? expect.stringContaining(path) : `${path}:${line}`);
      },
    );
  });
}
