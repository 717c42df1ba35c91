/** Options that checks of documents share. */

/** Where such documents lie in a repository, as globs. */
export function documentPaths<const Paths extends readonly string[]>(paths: Paths) {
  return {
    type: "array",
    items: { type: "string", format: "glob", minLength: 1, maxLength: 500 },
    default: paths,
    description: "Where such documents lie in this repository.",
  } as const;
}

export const addressesOption = {
  type: "array",
  items: { type: "string", format: "regex", minLength: 1 },
  default: [],
  description: "What the address of such a document looks like (RE2 syntax); none = well-known homes of documents.",
} as const;

/** The `template` option. */
export const templateOption = {
  type: "string",
  default: "",
  maxLength: 500,
  description: "Path of the template in this repository, read at base; empty = the one that Plumbline ships.",
} as const;
