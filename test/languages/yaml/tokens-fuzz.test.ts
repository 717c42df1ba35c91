/** Tokens of YAML 1.1 in texts with random edits: no crash, in bounds, in the order of the text. Longer with `PLUMBLINE_FUZZ`. */

import { expect, it } from "@jest/globals";
import { scanYamlTokens } from "../../../languages/yaml/tokens/scan.ts";
import type { TokenStream } from "../../../languages/yaml/tokens/token.ts";
import { faultOfRanges } from "../faults.ts";
import { fuzz, fuzzRounds, fuzzTime } from "../fuzz.ts";
import { mutate } from "../mutations.ts";
import type { Random } from "../random.ts";

const rounds = fuzzRounds(1_500);

const seeds = [
  "apiVersion: apps/v1 # stable\nspec:\n  - name: 'web'\n    image: \"nginx:1.27\"\n    args: [--port, 80, {a: b}]\n",
  "%YAML 1.1\n---\n&a base: &b {x: *a}\n? complex\n: !t value\n...\n---\nrun: |+\n  make\n\ntext: >-\n  a\n   b\n",
] as const;
const pieces = [
  ..."\t\n:'\"[]{}|>#@%\\\0🚀\r?,&*!-",
  ...["  ", "- ", "&x ", "*y ", "!t ", "---\n", "...\n", ": ", "? ", "|2-\n", "\u2028", "\uFEFF"],
] as [string, ...string[]];

function faultOf(text: string, { tokens, brokenAt } = scanYamlTokens(text)): string | undefined {
  const ranges = tokens.map(({ start, end }) => [start.offset, end.offset] as const);
  const late = ranges.find(([start], index) => start < (ranges[index - 1]?.[0] ?? 0));
  if (late) return `the token at ${late[0]} comes too late`;
  if (!brokenAt && tokens.at(-1)?.type !== "stream-end") return "the stream does not end";
  return faultOfRanges([...ranges, ...(brokenAt ? [[brokenAt.offset, brokenAt.offset] as const] : [])], text.length);
}

it(
  `survives ${rounds} mutations`,
  () => {
    const text = (random: Random) => mutate(random.pick(seeds), pieces, random);
    expect(fuzz({ rounds, seed: 5, text, faultOf: (made) => faultOf(made) })).toEqual([]);
  },
  fuzzTime(rounds),
);

it("finds a fault that is planted", () => {
  const stream = scanYamlTokens("a: [b, c]\n");
  const turned: TokenStream = { ...stream, tokens: stream.tokens.toReversed() };
  expect(faultOf("a: [b, c]\n", stream)).toBeUndefined();
  expect(faultOf("a: [b, c]\n", turned)).toMatch(/too late/u);
});
