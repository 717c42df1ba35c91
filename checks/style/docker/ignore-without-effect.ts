/**
 * Patterns of a `.dockerignore` that do not do what they look like.
 *
 * Why: files that somebody meant to keep out of the image go into it, or those that it needs are left out.
 *
 * A comment begins at the start of its line and nowhere else. Braces and `[!…]` are those of a shell, not of Docker. The
 * last pattern that fits decides, so that an exception (`!name`) takes back only what stands above it.
 *
 * Bad (.dockerignore):
 * ```text
 * node_modules   # installed anew
 * !src
 * *
 * ```
 *
 * Good (.dockerignore):
 * ```text
 * # installed anew
 * node_modules
 * *
 * !src
 * ```
 *
 * Mend: follow the message; patterns are those of Go's `filepath.Match`, and `**` for any number of folders.
 *
 * Waive: `# plumbline-disable-next-line style/docker/ignore-without-effect -- reason`
 */

import { type IgnorePattern, isLiteral, leftOutBy, malformedBy } from "../../../languages/dockerfile/ignore-file.ts";
import { ignoreCheck, type IgnoreRemark } from "./reading/ignore-check.ts";

export default ignoreCheck((patterns) => {
  const readable = patterns.filter((pattern) => malformedBy(pattern) === undefined);
  return readable.flatMap((pattern, index): readonly IgnoreRemark[] => {
    const remark = misread(pattern) ?? (pattern.isException ? vain(pattern, index, readable) : undefined);
    return remark ? [{ pattern, ...remark }] : [];
  });
});

type Words = Omit<IgnoreRemark, "pattern">;

/** A pattern that fits nothing, or something that nobody means. */
function misread({ text, path }: IgnorePattern): Words | undefined {
  if (text.startsWith("#")) {
    const says = "A comment begins at the start of its line, so Docker reads this one as a pattern.";
    return { says, mend: "Delete the blanks before `#`." };
  }
  if (/\s#/u.test(text)) {
    const says = "Behind a pattern there are no comments: Docker looks for a file of this whole name.";
    return { says, mend: "Put the comment on a line of its own." };
  }
  if (path === "..") return outside(text);
  if (path.startsWith("../")) return outside(text);
  if (path === ".") {
    return { says: `\`${text}\` leaves nothing out: Docker passes over it.`, mend: "Write `*` for everything." };
  }
  if (/\{[^{}]*,[^{}]*\}/u.test(path)) {
    const says = `Braces stand for themselves here, so \`${text}\` fits no file but one with braces in its name.`;
    return { says, mend: "Write a line for each of the names." };
  }
  if (/(?:^|[^\\])\[!/u.test(path)) {
    const says = `In \`${text}\` the \`!\` is one of the characters in the brackets; what negates them is \`^\`.`;
    return { says, mend: "Write `[^…]`." };
  }
  if (/\\[A-Za-z0-9]/u.test(path)) {
    const says = `A backslash parts no folders here: \`${text}\` means the name without it.`;
    return { says, mend: "Write `/` between folders." };
  }
  return undefined;
}

function outside(text: string): Words {
  const says = `\`${text}\` lies outside of the folder that is built, of which nothing is sent anyway.`;
  return { says, mend: "Delete the line, or write the path from the top of that folder." };
}

/** An exception that takes nothing back. */
function vain(exception: IgnorePattern, index: number, patterns: readonly IgnorePattern[]): Words | undefined {
  const above = patterns.slice(0, index);
  if (!above.some(({ isException }) => !isException)) {
    const says = `\`${exception.text}\` takes nothing back: no pattern above it leaves anything out.`;
    return { says, mend: "Move it below the pattern that it is an exception from." };
  }
  if (!isLiteral(exception)) return undefined;
  const below = patterns.slice(index + 1);
  const again = below.findIndex((pattern) => !pattern.isException && leftOutBy([pattern])(exception.path));
  const by = below[again];
  if (!by || below.slice(again + 1).some(({ isException }) => isException)) return undefined;
  const says = `\`${exception.text}\` has no effect: \`${by.text}\` further down leaves it out again, and the last one decides.`;
  return { says, mend: `Move it below \`${by.text}\`.` };
}
