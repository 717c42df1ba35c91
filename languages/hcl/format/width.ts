/** How many columns a text takes: one for each character as a reader sees it. */

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * A letter that a sign joins to the one before it, as in Devanagari: one character since Unicode 15.1, two to Terraform,
 * which counts by an older edition. Two vowels of Thai and Lao are letters that never stand for themselves.
 */
const conjunct = /[\p{M}\u200d](?![\u0e33\u0eb3])(?=\p{Lo})/gu;

export function widthOf(text: string): number {
  // Without a line ending of two units, each unit of ASCII is a character.
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += 1 + [...segment.matchAll(conjunct)].length;
  return width;
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 126 || code === 13) return false;
  }
  return true;
}
