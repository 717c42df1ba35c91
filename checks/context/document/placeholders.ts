/** Words that somebody was to replace: `<team>`, `TODO`, `[fill in]`, `YYYY-MM-DD`. Code is left alone. */

import type { Range } from "../../../core/text.ts";
import type { Outline } from "./outline.ts";

export interface Placeholder {
  readonly text: string;
  readonly range: Range;
}

/** Elements that GitHub lets through; in angle brackets these are Markdown, everything else is to be filled in. */
const htmlNames = new Set(
  (
    "a abbr b bdo blockquote br caption center cite code col dd del details dfn div dl dt em figcaption figure h1 h2 h3 " +
    "h4 h5 h6 hr i iframe img ins kbd li mark ol p picture pre q rp rt ruby s samp small source span strike strong sub " +
    "summary sup table tbody td tfoot th thead time tr tt ul u var video wbr"
  ).split(" "),
);

/** Inline code comes first, so that what stands in it is skipped. */
const pattern =
  /`[^`\n]{1,500}`|<(\/?[\p{L}][^<>\n]{0,120})>|\b(?:TODO|TBD|TBA|FIXME|XXX)\b|\[(?:fill in|to be filled|placeholder|insert|your )[^\]\n]{0,80}\]|\b(?:YYYY-MM-DD|DD\.MM\.YYYY|MM\/DD\/YYYY|HH:MM)\b|lorem ipsum/giu;

/** In their order; what is quoted is left alone. */
export function placeholdersIn(text: string, { quoted }: Outline): readonly Placeholder[] {
  const found: Placeholder[] = [];
  let next = 0;
  for (const { 0: words, 1: inside = "", index: at } of text.matchAll(pattern)) {
    if (words.startsWith("`") || (words.startsWith("<") && isMarkup(inside))) continue;
    // Only shouted: `todo` in a sentence is a word.
    if (/^[a-z]+$/i.test(words) && words !== words.toUpperCase()) continue;
    while ((quoted[next]?.[1] ?? Infinity) <= at) next += 1;
    if ((quoted[next]?.[0] ?? Infinity) > at) found.push({ text: words, range: [at, at + words.length] });
  }
  return found;
}

function isMarkup(inside: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:|@|=/i.test(inside)) return true;
  const name = /^\/?([a-z][a-z0-9-]*)/i.exec(inside)?.[1]?.toLowerCase() ?? "";
  const rest = inside.slice(name.length).replace(/\/$/, "").trim();
  return inside.startsWith("/") || (htmlNames.has(name) && rest === "");
}
