/** What counts beside the rules of a local repository: its organisation's, and those that it extends, as far as they can be read from here. */

import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { OrganisationRules, RuleSetSource, UnreadRules } from "../engine/rule-set/effective.ts";
import { remoteNameOf } from "../sources/git/remote-name.ts";
import type { RemoteName } from "../sources/git/remote-name.ts";
import type { Call, Option } from "./command.ts";
import type { Environment } from "./github-api.ts";
import { readText } from "./rule-set.ts";

export const organisationOption = {
  organisation: {
    type: "string",
    value: "PATH",
    summary: "the owner's rules for all repositories: a plumbline.yml, or a folder that holds it",
  },
} as const satisfies Readonly<Record<string, Option>>;

const fileName = "plumbline.yml";
/** Milliseconds; nobody waits longer for rules that may not even be there. */
const patience = 10_000;

/** The source with what its owner says. `directory` = the local repository; without one only a named file counts. */
export async function withOwners(
  call: Call,
  source: RuleSetSource,
  directory: string | undefined,
): Promise<RuleSetSource> {
  const named = call.text("organisation");
  const remote = directory === undefined ? undefined : await gitHubRemote(directory, call.terminal.env);
  const asked = remote === undefined ? {} : await ownersOf(call, remote);
  return {
    ...source,
    ...asked,
    ...(named !== undefined && { organisation: () => readNamed(call, named) }),
  };
}

/** Where the token belongs; what lies on another server has no organisation that the App knows of. */
async function gitHubRemote(directory: string, env: Environment): Promise<RemoteName | undefined> {
  const remote = await remoteNameOf(directory);
  const hosts = ["github.com", env["GHE_HOST"], env["GH_HOST"]];
  return remote !== undefined && hosts.includes(remote.host) ? remote : undefined;
}

async function ownersOf(
  call: Call,
  { host, owner }: RemoteName,
): Promise<Pick<RuleSetSource, "organisation" | "readRemote">> {
  const { env } = call.terminal;
  const [{ ownersPath, ownersSourceOf }, { extendableIn, hasToken, openGitHubApi }] = [
    await import("../sources/github.ts"),
    await import("./github-api.ts"),
  ];
  const path = ownersPath(owner);
  const leftOut = (why: string): UnreadRules => {
    if (!call.flag("quiet")) call.terminal.stderr.write(`plumbline: ${path} is left out: ${why}\n`);
    return { path, unread: true };
  };
  if (!hasToken(env)) {
    let told: UnreadRules | undefined;
    return { organisation: async () => (told ??= leftOut("set GITHUB_TOKEN, or name it with --organisation")) };
  }
  const api = openGitHubApi(host, env);
  const extendable = extendableIn(env);
  const asking = () => ownersSourceOf(api, { owner, extendable, signal: AbortSignal.timeout(patience) });
  let answer: Promise<OrganisationRules | UnreadRules> | undefined;
  const ask = () =>
    asking()
      .organisation()
      // Nobody can tell a file that is not there from one that this token may not read.
      .then((rules): OrganisationRules | UnreadRules => rules ?? { path, unread: true })
      .catch((error: unknown) => leftOut(`GitHub does not answer (${reasonOf(error)})`));
  return {
    organisation: () => (answer ??= ask()),
    readRemote: (reference) =>
      asking()
        .readRemote(reference)
        .catch((error: unknown) => ({ kind: "refused", reason: `GitHub does not answer (${reasonOf(error)})` })),
  };
}

async function readNamed(call: Call, named: string): Promise<OrganisationRules> {
  const { cwd } = call.terminal;
  const place = resolve(cwd(), named);
  const file = existsSync(join(place, fileName)) ? join(place, fileName) : place;
  const path = relative(cwd(), file);
  return { path, text: await readText(file, named) };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
}
