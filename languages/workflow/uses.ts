/** Reads what `uses` names: an action of a repository, a file of this one, an image. */

export type Uses = RepositoryUses | LocalUses | ImageUses;

export interface RepositoryUses {
  readonly kind: "repository";
  /** As written. */
  readonly owner: string;
  readonly repository: string;
  /** Below the repository, without slashes around it; `""` for its top. */
  readonly path: string;
  /** `undefined` where no `@` stands. */
  readonly ref: string | undefined;
  /** `owner/repository` in lower case. */
  readonly slug: string;
}

export interface LocalUses {
  readonly kind: "local";
  /** From the top of the repository, without `./` and slashes around it. */
  readonly path: string;
}

export interface ImageUses {
  readonly kind: "image";
  /** Without `docker://`. */
  readonly image: string;
}

/** `undefined` where it is none of these, or an expression. */
export function readUses(text: string): Uses | undefined {
  if (text.includes("${{")) return undefined;
  if (text.startsWith("docker://")) return { kind: "image", image: text.slice("docker://".length) };
  if (/^\.{1,2}(?:\/|$)/u.test(text)) return { kind: "local", path: text.replace(/^\.\/+/u, "").replace(/\/+$/u, "") };
  // This repository at the commit of the run.
  if (text.startsWith("$/")) return { kind: "local", path: text.slice(2).replace(/\/+$/u, "") };
  const [, owner, repository, path = "", ref] = /^([\w.-]+)\/([\w.-]+)((?:\/[^@\s]*)?)(?:@(\S+))?$/u.exec(text) ?? [];
  if (owner === undefined || repository === undefined) return undefined;
  return {
    kind: "repository",
    owner,
    repository,
    path: path.replace(/^\/+|\/+$/gu, ""),
    ref,
    slug: `${owner}/${repository}`.toLowerCase(),
  };
}

/** A whole commit id: nobody can move it. */
export function isCommit(ref: string | undefined): boolean {
  return ref !== undefined && /^[\da-f]{40}$/iu.test(ref);
}

/** `4` of `v4`, `v4.2.1` and `4`; `undefined` for anything else. */
export function majorOf(ref: string | undefined): number | undefined {
  const major = /^v?(\d+)(?:\.\d+)*$/u.exec(ref ?? "")?.[1];
  return major === undefined ? undefined : Number(major);
}
