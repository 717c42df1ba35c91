/** What is asked of a path before its glob is run never keeps out a path that the glob matches. */

import { expect, test } from "@jest/globals";
import { compileGlob } from "../../core/path-glob.ts";
import { landmarksOf } from "../../core/path-landmarks.ts";
import { randomFrom } from "../languages/random.ts";

test.each<readonly [string, readonly (readonly string[])[]]>([
  ["**/*values*.{yaml,yml}", [["values"], ["."], ["yaml", "yml"]]],
  ["**/sites-*/*.conf", [["sites-"], [".conf"]]],
  ["k8s/@(api|web)/**", [["k8s"], ["api", "web"]]],
  ["{a,}.tf", [[".tf"]]],
  ["{a/b,c}.tf", [[".tf"]]],
  ["[Dd]ockerfile?(.dev)", [["ockerfile"]]],
  ["\\{a,b\\}", [["{a,b}"]]],
  ["**", []],
])("%s", (pattern, landmarks) => {
  expect(landmarksOf(pattern)).toEqual(landmarks);
});

type Part = readonly [glob: string, texts: readonly [string, ...string[]]];

/** Parts of globs, each beside texts that it matches. */
const parts: readonly [Part, ...Part[]] = [
  ["*", ["", "api", "a.b"]],
  ["?", ["a", "."]],
  ["[a-c]", ["a", "c"]],
  ["[!a]", ["b", "-"]],
  ["{api,web}", ["api", "web"]],
  ["{api,}", ["api", ""]],
  ["{1..3}", ["1", "3"]],
  ["@(eu|us)", ["eu", "us"]],
  ["?(eu)", ["eu", ""]],
  ["+(a|b)", ["a", "abba"]],
  ["*(a|b)", ["", "ba"]],
  ["{a{b,c},d}", ["ab", "ac", "d"]],
  ["\\*", ["*"]],
  ["prod", ["prod"]],
  [".tf", [".tf"]],
  ["é😀", ["é😀"]],
];
const segments: readonly [Part, ...Part[]] = [
  ["**/", ["", "eu/", "eu/west/"]],
  ["k8s/", ["k8s/"]],
  ["*/", ["a/"]],
];

test("a path made from a glob is matched by it", () => {
  const { below, pick } = randomFrom(20_261_123);
  for (let round = 0; round < 5_000; round += 1) {
    const chosen = [
      ...Array.from({ length: below(3) }, () => pick(segments)),
      ...Array.from({ length: 1 + below(4) }, () => pick(parts)),
    ];
    // A star before `*(` would be two stars.
    const glob = chosen.map(([text]) => text).join("");
    const path = chosen.map(([, texts]) => pick(texts)).join("");
    if (glob.includes("**(")) continue;
    expect([glob, path, compileGlob(glob)?.(path)]).toEqual([glob, path, true]);
  }
});

test.each([
  ["**/templates/**", ["templates/a", "charts/templates/a/b", "charts/templates"], ["templates2/a", "a/mytemplates/b"]],
])("%s", (glob, yes, no) => {
  const matches = compileGlob(glob);
  expect(yes.filter((path) => matches?.(path) !== true)).toEqual([]);
  expect(no.filter((path) => matches?.(path) === true)).toEqual([]);
});
