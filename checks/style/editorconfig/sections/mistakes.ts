/** Section names that mean something else than they look: blanks in braces, lists without braces, braces around one word. */

import type { Range } from "../../../../core/text.ts";
import { compileSectionGlob, readChoice, readSet } from "../../../../languages/editorconfig/glob.ts";
import type { Mistake } from "../syntax.ts";

export function sectionMistakes(glob: string, range: Range): readonly Mistake[] {
  const mistake = mistakeIn(glob, range);
  return mistake ? [{ range: range[0] < range[1] ? range : [range[0] - 1, range[1] + 1], ...mistake }] : [];
}

type Said = Omit<Mistake, "range">;

/** The first one: whoever mends it looks at the rest anyway. */
function mistakeIn(glob: string, range: Range): Said | undefined {
  if (glob.trim() === "") {
    return { message: "A section without a name applies to no file.", advice: "Name files by a glob, `*` for all." };
  }
  if (compileSectionGlob(glob) === undefined) {
    return { message: "This section is too long or too deep to be read.", advice: "Split it into several sections." };
  }
  for (let at = 0; at < glob.length; at += 1) {
    const character = glob[at];
    if (character === "\\") at += 1;
    else if (character === "[") at += (readSet(glob.slice(at))?.length ?? 1) - 1;
    else if (character === "{") {
      const rest = glob.slice(at);
      const choice = readChoice(rest);
      if (choice === undefined) return neverClosed(glob);
      const said = choiceMistake(rest.slice(0, choice.length), choice.words, range[0] + at);
      if (said) return said;
      at += choice.length - 1;
    } else if (character === ",") return listWithoutBraces(glob);
  }
  return undefined;
}

function neverClosed(glob: string): Said {
  return {
    message: `A brace of \`${short(glob)}\` is never closed, so the section means files with a brace in their names.`,
    advice: "Close it with `}`.",
  };
}

function choiceMistake(braces: string, words: readonly string[], start: number): Said | undefined {
  const [word = ""] = words;
  if (words.length === 1) {
    if (/^-?\d+\.\.-?\d+$/u.test(word)) return undefined;
    // Where nothing can be meant by the word itself, the braces may well be part of a name.
    if (!/^[\w.*?-]+$/u.test(word)) return undefined;
    return {
      message: `\`${short(braces)}\` holds one word, so the section means files with these braces in their names.`,
      advice: `Write \`${short(word)}\` without braces.`,
      fix: { range: [start, start + braces.length], text: word },
    };
  }
  if (words.every((each) => each === each.trim())) return undefined;
  const text = `{${words.map((each) => each.trim()).join(",")}}`;
  return {
    message: `The blanks in \`${short(braces)}\` are part of the names, so the section misses the files it seems to name.`,
    advice: `Write \`${short(text)}\`.`,
    fix: { range: [start, start + braces.length], text },
  };
}

function listWithoutBraces(glob: string): Said | undefined {
  const words = glob.split(",").map((word) => word.trim());
  // One name may hold a comma; what begins with a star, or has a blank behind the comma, is a list.
  if (!words.some((word) => /^[*?[]/u.test(word)) && !/,[ \t]/u.test(glob)) return undefined;
  return {
    message: `The comma in \`${short(glob)}\` is part of one name, so the section means none of these files.`,
    advice: `Put the names into braces: \`[{${short(words.join(","))}}]\`.`,
  };
}

function short(words: string): string {
  const line = words.replaceAll("`", "'");
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
