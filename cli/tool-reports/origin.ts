/** Which commit of which repository a report is about: as it is said, as the CI says it, as the clone here says it. */

import { readFile } from "node:fs/promises";
import { findCommit, findRepository } from "../../sources/git/repository.ts";
import type { Repository } from "../../sources/git/repository.ts";
import { GitError } from "../../sources/git/process.ts";
import { remoteNameOf } from "../../sources/git/remote-name.ts";
import type { Call, Terminal } from "../command.ts";
import { UsageError } from "../command.ts";

export interface ReportOrigin {
  /** `owner/name`. */
  readonly repository: string;
  readonly sha: string;
  /** The folder of the repository here; where there is none, the folder that the command runs in. */
  readonly top: string;
  /** What the tool seems to have looked at, where that is another commit. */
  readonly checkedOut?: string;
}

/** What GitHub Actions says of a pull request. */
interface PullRequestEvent {
  readonly headSha?: string | undefined;
  readonly isFork?: boolean;
}

/** @throws UsageError where nobody says which. */
export async function originOf({ text, terminal }: Call): Promise<ReportOrigin> {
  const { env } = terminal;
  const repository = await repositoryHere(terminal);
  const here = repository && (await findCommit(repository, "HEAD"));
  const event = await readEvent(env);
  const sha = text("sha") ?? event.headSha ?? env["GITHUB_SHA"] ?? here;
  if (sha === undefined) throw new UsageError("which commit is it about? Add `--sha SHA`");
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(sha)) throw new UsageError(`\`${sha}\` is no full commit id`);
  if (event.headSha !== undefined && sha === env["GITHUB_SHA"] && sha !== event.headSha) {
    const said = "is the commit that GitHub made to try the merge, which no pull request has as its head";
    throw new UsageError(`\`${sha}\` ${said}; leave \`--sha\` out, and it is ${event.headSha}`);
  }
  const name = text("repository") ?? env["GITHUB_REPOSITORY"] ?? (await nameOfRemote(terminal));
  if (name === undefined) throw new UsageError("which repository is it? Add `--repository OWNER/NAME`");
  if (!/^[\w.-]+\/[\w.-]+$/u.test(name)) throw new UsageError(`\`${name}\` is no OWNER/NAME`);
  return {
    repository: name,
    sha,
    top: repository?.directory ?? terminal.cwd(),
    ...(here !== undefined && here !== sha && { checkedOut: here }),
  };
}

/** Runs for pull requests of forks get no identity: GitHub trusts them with nothing. */
export async function isForksRun(env: Terminal["env"]): Promise<boolean> {
  return (await readEvent(env)).isFork === true;
}

async function repositoryHere({ cwd }: Terminal): Promise<Repository | undefined> {
  try {
    return await findRepository({ directory: cwd() });
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

async function nameOfRemote({ cwd }: Terminal): Promise<string | undefined> {
  const remote = await remoteNameOf(cwd());
  return remote && `${remote.owner}/${remote.repo}`;
}

async function readEvent({ GITHUB_EVENT_PATH: path }: Terminal["env"]): Promise<PullRequestEvent> {
  if (path === undefined || path === "") return {};
  try {
    const event: unknown = JSON.parse(await readFile(path, "utf8"));
    const head = objectAt(objectAt(event, "pull_request"), "head");
    const sha = head?.["sha"];
    return {
      headSha: typeof sha === "string" ? sha : undefined,
      isFork: objectAt(head, "repo")?.["fork"] === true,
    };
  } catch {
    return {};
  }
}

function objectAt(value: unknown, key: string): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found = new Map<string, unknown>(Object.entries(value)).get(key);
  return typeof found === "object" && found !== null ? { ...found } : undefined;
}
