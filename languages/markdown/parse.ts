/** Reads Markdown (CommonMark, GitHub's extensions, front matter) into mdast with a range on every node. */

import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import type { Comment } from "../parsed.ts";
import { markdownSyntax } from "./syntax.ts";
import type { MarkdownFile, MarkdownNode } from "./tree.ts";

/** In UTF-16 units. The parser's time grows with the square of the length; a longer text is one node without children. */
export const longestMarkdown = 100_000;

/** More container marks than this on one line is no document that people wrote, and slow to read. */
const crowdedLine = /^(?:[ \t]*[>*+-]){200}/m;

/** Never throws, and every text is Markdown: what is too long or too crowded comes back without children. */
export function parseMarkdown(text: string): MarkdownFile {
  const file = { type: "MarkdownFile", range: [0, text.length] } as const;
  if (isBeyondReading(text)) return { ...file, children: [], comments: [] };

  const root = fromMarkdown(text, markdownSyntax);
  const comments: Comment[] = [];
  const children = convertAll(root.children, comments, text);
  return { ...file, children, comments };
}

/** Whether a text is left unread; whoever reports should say so. */
export function isBeyondReading(text: string): boolean {
  return text.length > longestMarkdown || crowdedLine.test(text);
}

function convertAll(nodes: readonly Nodes[], comments: Comment[], text: string): readonly MarkdownNode[] {
  return nodes.map((node) => convert(node, comments, text));
}

/** Recursion is safe: a crowded line is the only way to nest deeply. */
function convert(node: Nodes, comments: Comment[], text: string): MarkdownNode {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? start;
  if (node.type === "html") comments.push(...commentsIn(text, start, end));
  return {
    type: node.type,
    range: [start, end],
    ...("children" in node && { children: convertAll(node.children, comments, text) }),
    ...("value" in node && { value: node.value }),
    ...("url" in node && { url: node.url }),
    ...("depth" in node && { depth: node.depth }),
    ...("alt" in node && { alt: node.alt ?? null }),
    ...("lang" in node && { lang: node.lang ?? null }),
    ...("identifier" in node && { identifier: node.identifier }),
  };
}

function commentsIn(text: string, start: number, end: number): readonly Comment[] {
  const comments: Comment[] = [];
  for (let at = text.indexOf("<!--", start); at !== -1 && at < end;) {
    const close = text.indexOf("-->", at + 4);
    const closed = close !== -1 && close < end;
    const stop = closed ? close + 3 : end;
    comments.push({ type: "Comment", range: [at, stop], text: text.slice(at + 4, closed ? close : end).trim() });
    at = text.indexOf("<!--", stop);
  }
  return comments;
}
