/** The checks of `style/markdown`: what they find, where they stay silent, odd input. */

import { describe, expect, it } from "@jest/globals";
import danglingReference from "../../../../checks/style/markdown/dangling-reference.ts";
import tableColumns from "../../../../checks/style/markdown/table-columns.ts";
import unclosedFence from "../../../../checks/style/markdown/unclosed-fence.ts";
import { lintWith } from "../../look-at.ts";

describe("style/markdown/dangling-reference", () => {
  it.each([
    [
      "# Roll back\n\n[how](#rolling-back)\n",
      "[how](#rolling-back): No heading of this document gives the anchor `#rolling-back`, so the link leads nowhere.",
    ],
    [
      "See [the *plan*][plan] first.\n",
      "[the *plan*][plan]: No definition of `plan` stands in this document, so the link is shown as raw brackets.",
    ],
    [
      "- [`kubectl`][kubectl-docs]\n",
      "[`kubectl`][kubectl-docs]: No definition of `kubectl-docs` stands in this document, so the link is shown as raw brackets.",
    ],
  ])("finds %j", async (text, finding) => {
    expect(await lintWith(danglingReference, "markdown", text)).toEqual([finding]);
  });

  it.each([
    "## 1. Roll back: `api` 🚀\n\n[how](#1-roll-back-api-)\n",
    "## Steps\n\n## Steps\n\n[second](#steps-1) [top](#top) [empty](#) [line](#L12)\n",
    '<a name="old-name"></a>\n\n[x](#old-name)\n',
    '<h2 align="center">Fail over</h2>\n\n[x](#fail-over)\n',
    "## Übung\n\n[x](#%C3%BCbung)\n",
    "## Plan {#the-plan}\n\n[x](#the-plan)\n",
    "{% include 'steps.md' %}\n\n[x](#included-heading)\n",
    "[plan][p] and [p][] and [p]\n\n[P]: plan.md\n",
    "matrix[row][column], `[a][b]`, \\[a][b], [0][1], [x][module.function]\n",
    "[x]({{ url }}) [y](#{{ anchor }}) [ ][x y]\n\n- [ ] [done]\n",
    "footnote[^1]\n\n[^1]: text\n",
    "- **`^[a-z][a-z0-9-]+$`**: *a name, `[a-z][0-9]`*\n",
  ])("stays silent on %j", async (text) => {
    expect(await lintWith(danglingReference, "markdown", text)).toEqual([]);
  });

  it("takes odd input", async () => {
    expect(await lintWith(danglingReference, "markdown", `[a](#%E0%A4%A) ${"[".repeat(5_000)}`)).toHaveLength(1);
    expect(await lintWith(danglingReference, "markdown", "[a](#__proto__) [b](#constructor)")).toHaveLength(2);
  });
});

describe("style/markdown/unclosed-fence", () => {
  it.each([
    ["```sh\nls\n\n# Heading\n", "```"],
    ["text\n\n~~~~\nls\n~~~\n", "~~~~"],
    ["```sh\nls\n```sh\nmore\n", "```"],
    ["- step\n\n  ```sh\n  ls\n\nnext\n", "```"],
    ["```", "```"],
  ])("finds %j", async (text, fence) => {
    expect(await lintWith(unclosedFence, "markdown", text)).toEqual([
      `${fence}: This code fence is never closed, so everything below it is shown as code.`,
    ]);
  });

  it.each([
    "```sh\nls\n```\n",
    "````md\n```sh\n````\n",
    "> ```sh\n> ls\n> ```\n",
    "1. step\n\n   ```sh\n   ls\n   ```   \n",
    "    indented ``` code\n",
    "~~~\r\nls\r\n~~~~\r\n",
    "```sh inline``` code\n",
    "",
  ])("stays silent on %j", async (text) => {
    expect(await lintWith(unclosedFence, "markdown", text)).toEqual([]);
  });
});

describe("style/markdown/table-columns", () => {
  it("finds the cells that are not shown", async () => {
    expect(await lintWith(tableColumns, "markdown", "|a|b|\n|-|-|\n|1|2|\n|1|2|3|4|\n")).toEqual([
      "|3|4|: This row has 4 cells and the table's header has 2: GitHub does not show the rest.",
    ]);
  });

  it.each(["|a|b|\n|-|-|\n|1|\n|1|2|\n", "|a|b|\n|-|-|\n|1|2||\n", "|a|b|\n|-|-|\n|1|x \\| y|\n", "a | b\n"])(
    "stays silent on %j",
    async (text) => {
      expect(await lintWith(tableColumns, "markdown", text)).toEqual([]);
    },
  );
});
