/** Judges a pattern of a filter: is it a glob that GitHub takes, and can the name of a branch or a path look like that? */

/** Characters that git allows in no name of a branch or tag. */
const neverInRefs = /[ ~^:]/u;

/** What a pattern is held against: a branch or tag, a path of the repository, any other word. */
export type PatternOf = "ref" | "path" | "word";

/** In words that follow the pattern; `undefined` where nothing is wrong. */
export function patternTrouble(pattern: string, of: PatternOf): string | undefined {
  if (pattern === "!") return "excludes nothing: a pattern must follow `!`";
  const body = pattern.startsWith("!") ? pattern.slice(1) : pattern;
  const trouble = globTrouble(body, of);
  if (trouble !== undefined || of === "word") return trouble;
  return of === "ref" ? refTrouble(body) : pathTrouble(body);
}

function globTrouble(body: string, of: PatternOf): string | undefined {
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at];
    if (sign === "\\") {
      if (of === "ref" && !/[[?+*\\!]/u.test(body[at + 1] ?? ""))
        return "holds a `\\` that escapes nothing: only `[ ? + * \\ !` can be escaped";
      at += 1;
    } else if ((sign === "?" || sign === "+") && /^$|[?+*]/u.test(body[at - 1] ?? "") && body[at - 2] !== "\\") {
      return `holds a \`${sign}\` that repeats nothing: a plain character must stand before it`;
    } else if (sign === "[") {
      const close = body.indexOf("]", at + 1);
      if (close === -1) return "opens a `[` that nothing closes";
      const trouble = setTrouble(body.slice(at + 1, close));
      if (trouble !== undefined) return trouble;
      at = close;
    }
  }
  return undefined;
}

function setTrouble(set: string): string | undefined {
  if (set === "") return "holds `[]`, which is no character at all";
  if (set.length === 1) return `holds \`[${set}]\`, which is just \`${set}\``;
  for (const [range, from = "", to = ""] of set.matchAll(/([^-])-([^-])/gu)) {
    if (from > to) return `holds the range \`${range}\`, which ends before it begins`;
  }
  return undefined;
}

function refTrouble(body: string): string | undefined {
  const bad = neverInRefs.exec(body)?.[0];
  if (bad !== undefined) return `holds \`${bad}\`, which no name of a branch or tag can have`;
  if (body.startsWith("/")) return "begins with `/`, and no name of a branch or tag does";
  if (body.endsWith("/") || body.endsWith("."))
    return `ends with \`${body.slice(-1)}\`, and no name of a branch or tag does`;
  return body.includes("//") ? "holds `//`, which no name of a branch or tag can have" : undefined;
}

function pathTrouble(body: string): string | undefined {
  if (body !== body.trim()) return "begins or ends with a blank, and so would the path have to";
  const parts = body.split("/");
  if (parts.some((part) => part === "." || part === ".."))
    return "goes by `.` or `..`, and paths are written from the top of the repository";
  return undefined;
}
