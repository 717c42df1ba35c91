/** Markdown to HTML for the fake's pages, about as GitHub shows it; whatever is not known stays escaped text. */

import type { Nodes, Parents, Root, Table } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** The few HTML tags that GitHub lets through and that reports use. */
const allowedHtml = /^(?:<\/?(?:details|summary|sub|sup|br|kbd|b|i|code)\s*\/?>|<!--[\s\S]*?-->)$/;

export function markdownToHtml(markdown: string): string {
  const root: Root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return render(root);
}

export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}

function render(node: Nodes): string {
  switch (node.type) {
    case "text":
      return escapeHtml(node.value);
    case "inlineCode":
      return `<code>${escapeHtml(node.value)}</code>`;
    case "code":
      return `<pre><code>${escapeHtml(node.value)}</code></pre>`;
    case "html":
      return renderHtml(node.value);
    case "break":
      return "<br>";
    case "thematicBreak":
      return "<hr>";
    case "image":
      return escapeHtml(node.alt ?? "");
    case "link":
      return `<a href="${escapeHtml(safeAddress(node.url))}">${inside(node)}</a>`;
    case "heading":
      return `<h${node.depth}>${inside(node)}</h${node.depth}>`;
    case "list":
      return node.ordered ? `<ol start="${node.start ?? 1}">${inside(node)}</ol>` : `<ul>${inside(node)}</ul>`;
    case "listItem":
      return renderItem(node.checked, inside(node));
    case "table":
      return renderTable(node);
    default:
      return "children" in node ? wrap(node, inside(node)) : "";
  }
}

const tags: Readonly<Record<string, string>> = {
  paragraph: "p",
  strong: "strong",
  emphasis: "em",
  delete: "del",
  blockquote: "blockquote",
};

function wrap(node: Parents, content: string): string {
  const tag = tags[node.type];
  return tag ? `<${tag}>${content}</${tag}>` : content;
}

function inside(node: Parents): string {
  return node.children.map(render).join("");
}

function renderItem(checked: boolean | null | undefined, content: string): string {
  if (typeof checked !== "boolean") return `<li>${content}</li>`;
  return `<li class="task"><input type="checkbox" disabled${checked ? " checked" : ""}>${content}</li>`;
}

function renderTable(table: Table): string {
  const rows = table.children.map((row, index) => {
    const tag = index === 0 ? "th" : "td";
    return `<tr>${row.children.map((cell) => `<${tag}>${inside(cell)}</${tag}>`).join("")}</tr>`;
  });
  return `<table>${rows.join("")}</table>`;
}

/** A run of HTML is taken apart, so that an unknown tag cannot hide behind a known one. */
function renderHtml(html: string): string {
  return html
    .split(/(<[^<>]*>)/)
    .map((part) => (allowedHtml.test(part.trim()) ? part : escapeHtml(part)))
    .join("");
}

function safeAddress(address: string): string {
  return /^(?:https?:|mailto:|#|\/)/i.test(address) ? address : "#";
}
