/** What the `source` of a module call says: where the module lies and which revision of it is meant. */

export type ModuleSource =
  | { readonly kind: "local" }
  | { readonly kind: "registry" }
  | { readonly kind: "git" | "mercurial"; readonly query: ReadonlyMap<string, string> }
  /** Archives and buckets, which have no revisions. */
  | { readonly kind: "other" };

const registry = /^(?:[\w.-]+\.[\w.-]+(?::\d+)?\/)?[\w-]+\/[\w-]+\/[\w-]+(?:\/\/.*)?$/u;
/** A plain `https://` address is an archive, even where it ends in `.git`. */
const git = /^(?:git::|git:\/\/|ssh:\/\/git@|git@|(?:github\.com|bitbucket\.org)\/)/u;

export function readModuleSource(source: string): ModuleSource {
  if (/^\.\.?(?:\/|$)/u.test(source) || source.startsWith("/")) return { kind: "local" };
  if (source.startsWith("hg::")) return { kind: "mercurial", query: queryOf(source) };
  if (git.test(source)) return { kind: "git", query: queryOf(source) };
  return registry.test(source) ? { kind: "registry" } : { kind: "other" };
}

/** The first value of each name. */
function queryOf(source: string): ReadonlyMap<string, string> {
  const mark = source.indexOf("?");
  const query = new Map<string, string>();
  if (mark === -1) return query;
  for (const [name, value] of new URLSearchParams(source.slice(mark + 1))) if (!query.has(name)) query.set(name, value);
  return query;
}
