/** Formats of texts in a rule set: what each allows, and in words what is wrong with one. */

/** `undefined` = the glob is sound. Bounded, so that no pattern can make matching slow. */
export function globProblem(glob: string): string | undefined {
  if (glob === "") return "is empty";
  if (glob.includes("\\")) return "has a backslash: paths are written with `/`";
  if (glob.includes("\0")) return "has a NUL character";
  if (leavesTree(glob)) return "leaves the repository: paths count from its root";
  if (/[@?!+*]\(/u.test(glob)) return "has a group such as `+(…)`: write one glob per alternative";
  if ((glob.match(/\*+/gu) ?? []).length > 8) return "has more than eight `*`";
  if (!isBalanced(glob, "[", "]")) return "has `[` and `]` that do not match";
  if (!isBalanced(glob, "{", "}")) return "has `{` and `}` that do not match";
  if ((glob.match(/\{/gu) ?? []).length > 3) return "has more than three `{…}`";
  return undefined;
}

/** `undefined` = a sound path below the root of the tree. */
export function pathProblem(path: string): string | undefined {
  if (path === "") return "is empty";
  if (path.includes("\\")) return "has a backslash: paths are written with `/`";
  if (path.includes("\0")) return "has a NUL character";
  if (leavesTree(path)) return "leaves the repository: paths count from its root";
  return undefined;
}

/** Names of formats in our schemas -> whether a text is sound, for the generated validators. */
export const pathFormats = {
  glob: (text: string): boolean => globProblem(text) === undefined,
  path: (text: string): boolean => pathProblem(text) === undefined,
};

function leavesTree(path: string): boolean {
  if (path.startsWith("~") || /^[a-z]:/iu.test(path) || path.startsWith("//")) return true;
  return path.split("/").some((segment) => segment === "..");
}

function isBalanced(text: string, open: string, close: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === open) depth += 1;
    if (character === close) depth -= 1;
    if (depth < 0 || depth > 1) return false;
  }
  return depth === 0;
}
