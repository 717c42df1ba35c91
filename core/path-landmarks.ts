/**
 * What every path that a glob matches has somewhere: most paths lack it, and finding that out is hundreds of times
 * cheaper than running the glob.
 */

import { readGroup, readSet } from "./path-pattern.ts";

/** Of each list, one text at least stands in every path that matches. Slashes are left out: beside `**` they are optional. */
export function landmarksOf(pattern: string): readonly (readonly string[])[] {
  const landmarks: (readonly string[])[] = [];
  let literal = "";
  const end = (): void => {
    if (literal !== "") landmarks.push([literal]);
    literal = "";
  };
  for (let at = 0; at < pattern.length;) {
    const rest = pattern.slice(at);
    const group = readGroup(rest);
    const set = group ? undefined : readSet(rest);
    if (group || set || /^[*?/]/u.test(rest)) {
      end();
      if (group && isNeeded(group.mark) && group.alternatives.every(isPlain)) landmarks.push(group.alternatives);
      at += group?.length ?? set?.length ?? 1;
      continue;
    }
    const escaped = rest.startsWith("\\") && rest.length > 1;
    literal += rest[escaped ? 1 : 0] ?? "";
    at += escaped ? 2 : 1;
  }
  end();
  return landmarks;
}

function isNeeded(mark: string): boolean {
  return mark === "" || mark === "@" || mark === "+";
}

/** Stands for itself, and for something. */
function isPlain(alternative: string): boolean {
  return /^[\w.-]+$/u.test(alternative);
}
