/** Parts of a tree that a rule set speaks of on their own: how they lie to each other, and paths that count from a directory. */

/** Globs; a file is in it if one matches. */
export type Scope = readonly string[];

export type Relation = "apart" | "inside" | "overlapping";

/** How the files of `scope` lie to those of `other`, as far as their globs tell. */
export function relationOf(scope: Scope, other: Scope): Relation {
  const mine = scope.map(prefixOf);
  const others = other.map(prefixOf);
  if (mine.every((one) => others.some((each) => each.isWhole && isBelow(one.prefix, each.prefix)))) return "inside";
  const meet = mine.some((one) =>
    others.some((each) => isBelow(one.prefix, each.prefix) || isBelow(each.prefix, one.prefix)),
  );
  return meet ? "overlapping" : "apart";
}

export function scopeOfDirectory(directory: string): Scope {
  return [`${directory}/**`];
}

/** Whether globs can name the directory: brackets and the like would mean something else in them. */
export function isPlainDirectory(directory: string): boolean {
  return directory !== "" && !/[*?[\]{}()!+@\\|]/u.test(directory);
}

/** A glob as a directory's own file writes it, counted from the root of the tree. */
export function below(directory: string, glob: string): string {
  const relative = glob.replace(/^\//u, "");
  const isName = !glob.slice(0, -1).includes("/");
  return isName && !glob.endsWith("/") ? `${directory}/**/${relative}` : `${directory}/${relative}`;
}

interface Prefix {
  /** Folders that a glob begins with, with the slash behind each. */
  readonly prefix: string;
  /** Everything below them is meant. */
  readonly isWhole: boolean;
}

function prefixOf(glob: string): Prefix {
  const normal = glob.replace(/^\//u, "").replace(/\/$/u, "/**");
  if (!normal.includes("/")) return { prefix: "", isWhole: normal === "*" || normal === "**" };
  const folders: string[] = [];
  const segments = normal.split("/");
  for (const segment of segments.slice(0, -1)) {
    if (/[*?[\]{}()!+@|]/u.test(segment)) break;
    folders.push(`${segment}/`);
  }
  const rest = segments.slice(folders.length).join("/");
  return { prefix: folders.join(""), isWhole: rest === "**" || rest === "**/*" };
}

function isBelow(prefix: string, other: string): boolean {
  return prefix.startsWith(other);
}
