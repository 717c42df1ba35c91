/** Markdown that hostile text cannot break out of: no HTML, no links, no mentions, no broken tables. */

import { oneLine, visible, wellFormed } from "./visible.ts";

/** A zero-width space breaks a word without showing: what GitHub would link or notify stays plain text. */
const breaker = "\u200b";

/**
 * A sentence of ours with their words in backticks. Backtick pairs stay code, everything else is escaped:
 * HTML, emphasis, links, tables, `@mentions`, `#12` and bare URLs.
 */
export function sentence(text: string): string {
  const parts = oneLine(text).split(/`([^`]+)`/u);
  return parts.map((part, index) => (index % 2 === 1 ? codeSpan(part) : plain(part))).join("");
}

/** Any text as code; the fence is longer than every run of backticks inside. */
export function codeSpan(text: string): string {
  const shown = visible(text) || " ";
  const longest = [...shown.matchAll(/`+/gu)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const fence = "`".repeat(longest + 1);
  const padding = /^`|`$|^ .* $/su.test(shown) ? " " : "";
  return `${fence}${padding}${shown}${padding}${fence}`;
}

export function link(label: string, url: string): string {
  return `[${label}](${url})`;
}

/** Finished Markdown as one cell: GitHub's tables split at every bare bar, also inside code. */
export function cell(markdown: string): string {
  return markdown.replace(/\\*\|/gu, (bar) => (bar.length % 2 === 0 ? bar : `${bar.slice(0, -1)}\\|`));
}

/** A path or name as one part of a URL that stays whole inside Markdown's parentheses. */
export function encodeSegment(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function encodePath(path: string): string {
  return path.split("/").map(encodeSegment).join("/");
}

function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]|~$]/gu, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/@(?=\w)/gu, `@${breaker}`)
    .replace(/#(?=\d)/gu, `#${breaker}`)
    .replace(/\b(GH-)(?=\d)/giu, `$1${breaker}`)
    .replaceAll("://", `:${breaker}//`)
    .replace(/\b(www)\./giu, `$1${breaker}.`);
}
