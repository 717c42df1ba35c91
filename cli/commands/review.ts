/** `plumbline review`: what a branch of a local repository changes, or a pull request by its address. */

import { resolve } from "node:path";
import type { ChangeRequest } from "../../core/differential.ts";
import type { Call, Command, ExitCode, Option } from "../command.ts";
import { UsageError } from "../command.ts";
import { reviewAndReport } from "../report.ts";
import { reportOptions } from "../review-options.ts";
import { readText } from "../rule-set.ts";

const localOptions = {
  base: {
    type: "string",
    value: "REF",
    summary: "what the change is compared with; default: upstream, else main or master",
  },
  head: { type: "string", value: "REF", summary: "the change; default HEAD" },
  worktree: { type: "boolean", summary: "with everything that is not committed yet" },
  title: { type: "string", value: "TEXT", summary: "title that the pull request will have" },
  "body-file": { type: "string", value: "FILE", summary: "description that it will have; `-` = standard input" },
} as const satisfies Readonly<Record<string, Option>>;

export const reviewCommand: Command = {
  name: "review",
  summary: "review what a branch or a pull request changes",
  usage: [
    "review [--base REF] [--head REF | --worktree] [OPTIONS]",
    "review https://github.com/OWNER/REPO/pull/N [OPTIONS]",
  ],
  options: { ...localOptions, ...reportOptions },
  mostArguments: 1,
  run: (call) => (call.words[0] === undefined ? reviewLocal(call) : reviewPullRequest(call, call.words[0])),
};

async function reviewLocal(call: Call): Promise<ExitCode> {
  const { openGitDifferential, previousVersions, workTree } = await import("../../sources/git.ts");
  const { terminal } = call;
  if (call.flag("worktree") && call.text("head") !== undefined) {
    throw new UsageError("`--worktree` is about what lies here; it does not go with `--head`");
  }
  const differential = await openGitDifferential({
    directory: terminal.cwd(),
    base: call.text("base") ?? baseOfWorkflow(terminal.env),
    head: call.flag("worktree") ? workTree : call.text("head"),
    request: await requestOf(call),
  });
  const { baseTip, directory } = differential;
  if (differential.leavesOutUncommitted && !call.flag("quiet")) {
    terminal.stderr.write("plumbline: changes that are not committed are left out; --worktree includes them\n");
  }
  const rules = {
    base: differential.baseTipTree,
    previousVersions: (path: string) => previousVersions(directory, baseTip.sha, path),
    label: `${baseTip.name} ${baseTip.sha.slice(0, 7)}`,
  };
  return reviewAndReport(call, differential, rules, { isLocal: true, isChange: true });
}

/** In a workflow on a pull request, GitHub names the base branch. */
function baseOfWorkflow(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const branch = env["GITHUB_BASE_REF"];
  return branch === undefined || branch === "" ? undefined : `origin/${branch}`;
}

/** The request as it will be, where somebody says so; otherwise it is unknown, and nothing is missing in it. */
async function requestOf(call: Call): Promise<ChangeRequest | undefined> {
  const title = call.text("title");
  const file = call.text("body-file");
  if (title === undefined && file === undefined) return undefined;
  return {
    title: title ?? "",
    body: file === undefined ? "" : await readBody(file, call),
    author: { login: "", isBot: false },
    labels: [],
    baseBranch: call.text("base") ?? "",
    isDraft: false,
  };
}

async function readBody(file: string, { terminal }: Call): Promise<string> {
  if (file !== "-") return readText(resolve(terminal.cwd(), file), file);
  const chunks: Uint8Array[] = [];
  for await (const chunk of terminal.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

async function reviewPullRequest(call: Call, address: string): Promise<ExitCode> {
  const misplaced = Object.keys(localOptions).find((name) => call.text(name) !== undefined || call.flag(name));
  if (misplaced !== undefined)
    throw new UsageError(`\`--${misplaced}\` is about a local repository, not a pull request`);
  const { openPullRequest } = await import("../pull-request.ts");
  const { differential, rules, lookUpTicket } = await openPullRequest(address, call.terminal.env);
  return reviewAndReport(call, differential, rules, { isLocal: false, isChange: true, lookUpTicket });
}
