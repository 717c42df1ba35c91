/** Words of an instruction: JSON lists of strings, words between blanks, and the flags before them. */

import type { DockerfileFlag, DockerfileWord } from "./tree.ts";

/** A JSON list of strings that begins at the first character; `undefined` where it is none. */
export function readJsonWords(text: string, base: number): readonly DockerfileWord[] | undefined {
  if (!text.startsWith("[")) return undefined;
  const words: DockerfileWord[] = [];
  const blank = /(?:\s|\\\n)*/y;
  const string = /"(?:[^"\\\n]|\\.|\\\n)*"/y;
  let at = 1;
  const skip = (): void => {
    blank.lastIndex = at;
    at += blank.exec(text)?.[0].length ?? 0;
  };
  skip();
  while (text.charAt(at) !== "]") {
    string.lastIndex = at;
    const raw = string.exec(text)?.[0];
    const value = raw === undefined ? undefined : parseString(raw);
    if (raw === undefined || value === undefined) return undefined;
    words.push({ type: "DockerfileWord", range: [base + at, base + at + raw.length], value });
    at += raw.length;
    skip();
    if (text.charAt(at) === ",") {
      at += 1;
      skip();
      if (text.charAt(at) === "]") return undefined;
    } else if (text.charAt(at) !== "]") return undefined;
  }
  return text.slice(at + 1).trim() === "" ? words : undefined;
}

function parseString(raw: string): string | undefined {
  try {
    const value: unknown = JSON.parse(raw.replaceAll("\\\n", ""));
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Words between blanks. With `quotes`, what stands between quotes holds together, as in `ENV` and `LABEL`. */
export function readWords(text: string, base: number, quotes: boolean): readonly DockerfileWord[] {
  const pattern = quotes
    ? /(?:"(?:[^"\\]|\\[\s\S])*"?|'[^']*'?|\\\n(?=\S)|\\[^\n]|[^\s"'\\])+/gu
    : /(?:\\\n(?=\S)|[^\s\\]|\\(?!\n))+/gu;
  return [...text.matchAll(pattern)].map((match) => {
    const [raw] = match;
    const joined = raw.replaceAll("\\\n", "");
    const start = base + match.index;
    return { type: "DockerfileWord", range: [start, start + raw.length], value: quotes ? joined : unquote(joined) };
  });
}

export function unquote(text: string): string {
  return /^(["'])[\s\S]*\1$/u.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

const flagPattern = /(?:\s|\\\n)*(--([A-Za-z][\w-]*)(?:=("[^"\n]*"|[^\s]*))?)(?=\s|$)/y;

/** Flags at the beginning of a text; `end` is where they are over. */
export function readFlags(
  text: string,
  base: number,
): { readonly flags: readonly DockerfileFlag[]; readonly end: number } {
  const flags: DockerfileFlag[] = [];
  let end = 0;
  for (;;) {
    flagPattern.lastIndex = end;
    const match = flagPattern.exec(text);
    if (!match) return { flags, end };
    const [all, raw = "", name = "", value] = match;
    const at = base + end + all.length - raw.length;
    flags.push({
      type: "DockerfileFlag",
      range: [at, at + raw.length],
      name,
      ...(value !== undefined && { value: unquote(value) }),
    });
    end += all.length;
  }
}
