/** Commands in comments: where they count and where they do not. */

import { expect, test } from "@jest/globals";
import { commandsIn } from "../../github/commands.ts";

test.each([
  ["on a line of its own", "Please look again\n/recheck\nthanks", [[]]],
  ["with rules", "/recheck context/ticket style/*", [["context/ticket", "style/*"]]],
  ["by the long name", "/plumbline recheck ticket", [["ticket"]]],
  ["twice", "/recheck a\r\n/recheck b", [["a"], ["b"]]],
  ["after a code block", "```\nx\n```\n/recheck", [[]]],
  ["with spaces around", "   /recheck  ", [[]]],
])("%s", (_where, body, expected) => {
  expect(commandsIn(body).map((command) => command.arguments)).toEqual(expected);
});

test.each([
  ["fenced code", "```\n/recheck\n```"],
  ["a fence that is never closed", "~~~\n/recheck"],
  ["a longer fence around a shorter one", "````\n```\n/recheck\n````"],
  ["fenced code in a list", "- ```\n  /recheck\n  ```"],
  ["fenced code further down in a list", "1. First:\n\n   ```sh\n   /recheck\n   ```"],
  ["preformatted text", "<pre>\n/recheck\n</pre>"],
  ["indented code", "    /recheck"],
  ["code indented by a tab", " \t/recheck"],
  ["a quote", "> /recheck"],
  ["an HTML comment", "<!-- \n/recheck\n-->"],
  ["a sentence", "try /recheck"],
  ["another bot's command", "/retest"],
  ["half a word", "/rechecking"],
  ["the name alone", "/plumbline"],
  ["nothing", ""],
])("not in %s", (_where, body) => {
  expect(commandsIn(body)).toEqual([]);
});

test("a command names a few rules, however long the comment is", () => {
  expect(commandsIn(`/recheck ${"tabs ".repeat(10_000)}`)[0]?.arguments).toHaveLength(20);
});
