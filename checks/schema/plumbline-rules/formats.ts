/** Formats of texts in a rule set: what each allows, and in words what is wrong with one. */

import { compileGlob } from "../../../core/path-glob.ts";

/** `undefined` = the glob is sound. */
export function globProblem(glob: string): string | undefined {
  if (glob === "") return "is empty";
  if (glob.includes("\\")) return "has a backslash: paths are written with `/`";
  if (glob.includes("\0")) return "has a NUL character";
  if (leavesTree(glob)) return "leaves the repository: paths count from its root";
  if (compileGlob(glob) !== undefined) return undefined;
  return glob.includes("!(")
    ? "has `!(…)`, which cannot be matched: name what is left out under `exceptPaths`"
    : "is too large";
}

/** `undefined` = a sound path below the root of the tree. */
export function pathProblem(path: string): string | undefined {
  if (path === "") return "is empty";
  if (path.includes("\\")) return "has a backslash: paths are written with `/`";
  if (path.includes("\0")) return "has a NUL character";
  if (leavesTree(path)) return "leaves the repository: paths count from its root";
  return undefined;
}

/** `undefined` = a moment that everybody reads alike: a day, or a time with its offset. */
export function momentProblem(text: string): string | undefined {
  const isWritten = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/u.test(text);
  if (!isWritten) return "is no moment: a day like `2026-12-18`, or a time with its offset like `2026-12-18T17:00Z`";
  return isInCalendar(text) ? undefined : "is not in the calendar";
}

/** JavaScript reads the 31st of February as one in March. */
function isInCalendar(text: string): boolean {
  const day = text.slice(0, 10);
  const read = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(Date.parse(text)) && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
}

/** Names of formats in our schemas -> whether a text is sound, for the generated validators. */
export const pathFormats = {
  glob: (text: string): boolean => globProblem(text) === undefined,
  path: (text: string): boolean => pathProblem(text) === undefined,
  moment: (text: string): boolean => momentProblem(text) === undefined,
};

function leavesTree(path: string): boolean {
  if (path.startsWith("~") || /^[a-z]:/iu.test(path) || path.startsWith("//")) return true;
  return path.split("/").some((segment) => segment === "..");
}
