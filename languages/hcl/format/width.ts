/** How many columns a text takes: one for each character as a reader sees it. */

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

export function widthOf(text: string): number {
  // Without a line ending of two units, each unit of ASCII is a character.
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const _ of segmenter.segment(text)) width += 1;
  return width;
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 126 || code === 13) return false;
  }
  return true;
}
