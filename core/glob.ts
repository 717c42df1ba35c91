/** Path globs as owners write them: `network/**`, `*.tf` (any folder), `!` is not special here. */

import { compileGlob, type PathMatcher } from "./path-glob.ts";

/** A pattern without a slash matches the file name in any folder, as in `.gitignore`; no pattern matches nothing. */
export function matchPaths(patterns: readonly string[]): PathMatcher {
  const matchers = patterns.map(matcherOf);
  return (path) => matchers.some((matches) => matches(path));
}

const compiled = new Map<string, PathMatcher>();

function matcherOf(pattern: string): PathMatcher {
  const known = compiled.get(pattern);
  if (known) return known;
  const normal = pattern.endsWith("/") ? `${pattern}**` : pattern;
  const matches = compileGlob(normal.replace(/^\//u, "")) ?? (() => false);
  const matcher: PathMatcher = normal.includes("/")
    ? matches
    : (path) => matches(path.slice(path.lastIndexOf("/") + 1));
  if (compiled.size > 1_000) compiled.clear();
  compiled.set(pattern, matcher);
  return matcher;
}

/** Matches names of rules: `style/yaml/*` means everything below, at any depth. */
export function matchName(pattern: string): (name: string) => boolean {
  if (!pattern.includes("*")) return (name) => name === pattern;
  const parts = pattern.split("*");
  const first = parts[0] ?? "";
  const last = parts[parts.length - 1] ?? "";
  return (name) => {
    if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
      const found = name.indexOf(part, at);
      if (found === -1 || found + part.length > name.length - last.length) return false;
      at = found + part.length;
    }
    return true;
  };
}
