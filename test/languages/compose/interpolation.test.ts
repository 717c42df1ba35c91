/** How Compose reads dollar signs: names, defaults within defaults, and what it refuses. */

import { expect, it } from "@jest/globals";
import { readInterpolation } from "../../../languages/compose/interpolation.ts";
import { cpuTime } from "../../cpu-time.ts";

it.each<[text: string, references: readonly string[], problems: readonly string[]]>([
  ["$A-b ${C} $$D $_e1.f", ["$A", "${C}", "$_e1"], []],
  ["${A:-b}${C-}${D:+e f}${G:?no }}", ["${A:-b}", "${C-}", "${D:+e f}", "${G:?no }"], []],
  ["${A:-${B-$C}}", ["$C", "${B-$C}", "${A:-${B-$C}}"], []],
  ["${A:-$$B}", ["${A:-$$B}"], []],
  ["${A:-{}}", ["${A:-{}"], []],
  ["${A", [], ["${A"]],
  ["a ${A:-b", [], ["${A:-b"]],
  ["${} ${1} ${-} ${", [], ["${}", "${1}", "${-}", "${"]],
  ["$ $1 $( $", [], ["$ ", "$1", "$(", "$"]],
  ["${A%b} ${A:b} ${A[0]} ${A^^}", [], ["${A%b}", "${A:b}", "${A[0]}", "${A^^}"]],
  ["$ä ${ä}", [], ["$ä", "${ä}"]],
  ["$__proto__ ${constructor:-}", ["$__proto__", "${constructor:-}"], []],
  ["", [], []],
])("%s", (text, references, problems) => {
  const read = readInterpolation(text);
  expect(read.references.map(({ range }) => text.slice(...range))).toEqual(references);
  expect(read.problems.map(({ range }) => text.slice(...range))).toEqual(problems);
});

it("takes time that grows with the text, whatever it holds", () => {
  const started = cpuTime();
  for (const piece of ["${", "${A:-", "$", "$$", "${A", "}", "${A:-${"]) readInterpolation(piece.repeat(200_000));
  expect(cpuTime() - started).toBeLessThan(2_000);
});
