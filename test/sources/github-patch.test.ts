/** Hunks of GitHub's patches. */

import { expect, test } from "@jest/globals";
import { hunksOfPatch } from "../../sources/github/patch.ts";

test("changed lines are those that head added, counted at head", () => {
  const patch =
    "@@ -1,4 +1,5 @@ kind: Service\n a\n-b\n+B\n+C\n d\n e\n@@ -20 +21,2 @@\n x\n+y\n\\ No newline at end of file";
  expect(hunksOfPatch(patch)).toEqual([
    { lines: [1, 5], changed: [[2, 3]] },
    { lines: [21, 22], changed: [[22, 22]] },
  ]);
});

test("a hunk that only deletes changes no line at head", () => {
  expect(hunksOfPatch("@@ -3,2 +2,0 @@\n-a\n-b")).toEqual([{ lines: [2, 2], changed: [] }]);
});

test("an added line that looks like a header is a line", () => {
  expect(hunksOfPatch("@@ -0,0 +1,2 @@\n+@@ -1 +1 @@\n+b")).toEqual([{ lines: [1, 2], changed: [[1, 2]] }]);
});

test("no hunk, no hunks", () => {
  expect(hunksOfPatch("")).toEqual([]);
});
