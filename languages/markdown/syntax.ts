/** The Markdown that we read: CommonMark, front matter, tables and footnotes. What no check asks for costs a third of the time. */

import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import type { Options } from "mdast-util-from-markdown";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";

/** Bare addresses are tried at every letter of the text; struck words and ticked boxes change no node that is looked at. */
const unread = new Set(["emailAutolink", "protocolAutolink", "wwwAutolink", "strikethrough", "tasklistCheck"]);

/** For `fromMarkdown`; built once. */
export const markdownSyntax: Options = {
  extensions: [tablesAndFootnotes(), frontmatter(["yaml", "toml"])],
  // Only the search for bare addresses transforms the finished tree.
  mdastExtensions: [
    gfmFromMarkdown().filter(({ transforms }) => transforms === undefined),
    frontmatterFromMarkdown(["yaml", "toml"]),
  ],
};

function tablesAndFootnotes(): ReturnType<typeof gfm> {
  const all = gfm();
  const text: NonNullable<typeof all.text> = {};
  for (const [code, constructs = []] of Object.entries(all.text ?? {})) {
    const read = [constructs].flat().filter(({ name = "" }) => !unread.has(name));
    if (read.length > 0) text[code] = read;
  }
  return { ...all, text };
}
