/** What GitHub calls a local repository, read off the address of its remote `origin`. */

import { GitError, runGit } from "./process.ts";
import { findRepository } from "./repository.ts";

export interface RemoteName {
  /** `github.com`, or a server of one's own. */
  readonly host: string;
  readonly owner: string;
  readonly repo: string;
}

/** `undefined` where there is no repository, no `origin`, or one that is no address of `host/owner/repo`. */
export async function remoteNameOf(directory: string): Promise<RemoteName | undefined> {
  try {
    const repository = await findRepository({ directory });
    const { code, output } = await runGit(["config", "--get", "remote.origin.url"], { ...repository, accept: [1] });
    return code === 0 ? readRemoteName(output.toString("utf8").trim()) : undefined;
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** Of `https://host/owner/repo.git`, `ssh://git@host:22/owner/repo` and `git@host:owner/repo.git`. */
export function readRemoteName(url: string): RemoteName | undefined {
  const written =
    /^(?:https?|ssh|git):\/\/(?:[^@/\s]+@)?([\w.-]+)(?::\d+)?\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/u.exec(url) ??
    /^(?:[\w.-]+@)?([\w.-]+):([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/u.exec(url);
  const [, host, owner, repo] = written ?? [];
  return host === undefined || owner === undefined || repo === undefined ? undefined : { host, owner, repo };
}
