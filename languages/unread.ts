/** Why a text of settings is not read at all: it is too long, two versions of it stand in it, or it is none. */

/** In UTF-16 units; lock files of large projects are below it. */
const longest = 4_000_000;

export function reasonNotToRead(text: string): string | undefined {
  if (text.length > longest) return "is too long to be read";
  if (text.includes("\0")) return "holds NUL characters, so it is no text";
  const isConflict = /^<{7}(?: |\r?$)/mu.test(text) && /^>{7}(?: |\r?$)/mu.test(text);
  return isConflict ? "waits until its merge conflict is resolved" : undefined;
}
