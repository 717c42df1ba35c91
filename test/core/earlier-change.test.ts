/** Words that name an earlier change, and words that only look like it. */

import { describe, expect, test } from "@jest/globals";
import { earlierChangesIn } from "../../core/earlier-change.ts";

const sha = "0123456789abcdef0123456789abcdef01234567";

describe("earlierChangesIn", () => {
  test.each([
    ["Reverts shop/infrastructure#12", [{ kind: "revert", number: 12, repository: "shop/infrastructure" }]],
    ["Reverts #12", [{ kind: "revert", number: 12 }]],
    [`Revert "Open SSH"\r\n\r\nThis reverts commit ${sha}.\r\n`, [{ kind: "revert", sha }]],
    [`Open SSH\n\n(cherry picked from commit ${sha})`, [{ kind: "back-port", sha }]],
    ["Backport of #7\n", [{ kind: "back-port", number: 7 }]],
    ["Back-ports #7", [{ kind: "back-port", number: 7 }]],
  ])("%j", (text, changes) => {
    expect(earlierChangesIn([text])).toEqual(changes);
  });

  test.each([
    "",
    "> Reverts #12",
    "Nothing that reverts #12 is wanted",
    "Reverts to the old limit",
    "This reverts commit 0123456.",
    "Reverts shop/infrastructure#0",
    "\0Reverts #12",
  ])("%j names none", (text) => {
    expect(earlierChangesIn([text])).toEqual([]);
  });

  test("each once, five at most, and nothing behind 64 kB", () => {
    const many = Array.from({ length: 50 }, (_, index) => `Reverts #${index + 1}`).join("\n");
    expect(earlierChangesIn(["Reverts #1", many])).toHaveLength(5);
    expect(earlierChangesIn(["Reverts #3\nReverts #3"])).toEqual([{ kind: "revert", number: 3 }]);
    expect(earlierChangesIn([`${"x ".repeat(3_000_000)}\nReverts #3`])).toEqual([]);
  });
});
