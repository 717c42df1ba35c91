/** Open pull requests whose head has no concluded check of the rules in force: whatever was lost on the way, this finds it. */

import { checkRunName } from "../../github/check-run-writer.ts";
import type { GitHubApi } from "../../github/api.ts";
import { statusOf } from "../../github/api.ts";
import type { Repository } from "../../github/events.ts";
import { treeAt } from "../../sources/github.ts";
import type { Want } from "../../store/store.ts";
import type { ServiceContext } from "../context.ts";
import { messageOf } from "../message.ts";
import { pullKey } from "../record-want.ts";
import type { ReviewState } from "../review-state.ts";
import { commonHash, rulesInForce } from "../rules-in-force.ts";
import { openRepositories } from "./repositories.ts";
import { remember, remembered } from "./turns.ts";

/** Of one installation in one round; the next round goes on where this one ended. A change of rules reaches its pull requests over a while. */
const wantsAtMost = 20;
const callsAtMost = 120;
const pullsPerPage = 100;
/** A pull request that was touched so lately may have its webhook still under way. In milliseconds. */
const underWay = 2 * 60_000;

interface OpenPull {
  readonly number: number;
  readonly headSha: string;
  readonly baseBranch: string;
  readonly updatedAt: string;
}

/** What one installation's part of a round may still do. */
interface Allowance {
  calls: number;
  wants: number;
}

/** One round over one installation; answers how many reviews it asked for. */
export async function sweepInstallation(
  context: ServiceContext,
  installation: number,
  signal: AbortSignal,
): Promise<number> {
  const api = await context.installations.api(installation);
  const loop = `sweep/${installation}`;
  const after = await remembered(context, loop, (kept) => (typeof kept === "number" ? kept : 0));
  const allowance: Allowance = { calls: callsAtMost, wants: wantsAtMost };
  for await (const { id, ...place } of openRepositories(api, { after, signal, onCall: () => (allowance.calls -= 1) })) {
    const repository = { installation, ...place };
    try {
      await sweepRepository(context, api, repository, allowance, signal);
    } catch (error) {
      // One repository that cannot be read keeps nobody else's from being looked at.
      if (!isOfRepository(error)) throw error;
      context.log.warn({ installation, reason: messageOf(error) }, "a repository could not be swept");
    }
    if (allowance.calls > 0 && allowance.wants > 0) continue;
    await remember(context, loop, id);
    break;
  }
  return wantsAtMost - allowance.wants;
}

function isOfRepository(error: unknown): boolean {
  const status = statusOf(error);
  return status === 403 || status === 404 || status === 409 || status === 451;
}

async function sweepRepository(
  context: ServiceContext,
  api: GitHubApi,
  repository: Repository,
  allowance: Allowance,
  signal: AbortSignal,
): Promise<void> {
  const rules = new Map<string, string | undefined>();
  for await (const pull of openPulls(api, repository, allowance, signal)) {
    if (allowance.wants <= 0) return;
    if (Date.parse(pull.updatedAt) > context.clock.now() - underWay) continue;
    const want = await wantOf(context, api, { repository, pull, rules, allowance, signal });
    if (want === undefined) continue;
    allowance.wants -= 1;
    await context.store.want(pullKey(repository, pull.number), want);
  }
}

interface Question {
  readonly repository: Repository;
  readonly pull: OpenPull;
  /** Hashes of the rule sets in force, by base branch. */
  readonly rules: Map<string, string | undefined>;
  readonly allowance: Allowance;
  readonly signal: AbortSignal;
}

/** `undefined` = its check is there, or somebody is at it. */
async function wantOf(context: ServiceContext, api: GitHubApi, question: Question): Promise<Want | undefined> {
  const { repository, pull, rules, allowance, signal } = question;
  const state = await context.store.state(pullKey(repository, pull.number));
  const head = { sha: pull.headSha, at: pull.updatedAt };
  const full: Want = { scope: "full", reruns: [], head, baseBranch: pull.baseBranch };
  if (state === undefined) {
    allowance.calls -= 1;
    return (await isConcluded(context, api, repository, pull, signal)) ? undefined : full;
  }
  // One that is waiting has a time for its next try.
  if (state.trouble !== undefined) return undefined;
  if (!isAnswered(state, pull)) return full;
  if (!rules.has(pull.baseBranch)) {
    allowance.calls -= 2;
    rules.set(
      pull.baseBranch,
      await ruleSetHash(api, repository, pull.baseBranch, { extendable: context.extendable, signal }),
    );
  }
  const inForce = rules.get(pull.baseBranch);
  const isCurrent = inForce === undefined || commonHash(state.last?.report.ruleSet.hash ?? "") === inForce;
  return isCurrent ? undefined : { ...full, scope: "text" };
}

function isAnswered(state: ReviewState, { headSha, baseBranch }: OpenPull): boolean {
  const { last, checkRun } = state;
  return (
    state.headSha === headSha &&
    checkRun.isCompleted &&
    last?.report.headSha === headSha &&
    last.baseBranch === baseBranch &&
    last.isOpen !== false
  );
}

/** By an earlier life of ours, of which nothing else is known. */
async function isConcluded(
  { app }: ServiceContext,
  api: GitHubApi,
  { owner, repo }: Repository,
  { headSha }: OpenPull,
  signal: AbortSignal,
): Promise<boolean> {
  const { data } = await api.rest.checks.listForRef({
    owner,
    repo,
    ref: headSha,
    check_name: checkRunName,
    per_page: 1,
    ...(app !== undefined && { app_id: app }),
    request: { signal },
  });
  return data.check_runs[0]?.status === "completed";
}

async function ruleSetHash(
  api: GitHubApi,
  { owner, repo }: Repository,
  baseBranch: string,
  { extendable, signal }: Pick<ServiceContext, "extendable"> & { readonly signal: AbortSignal },
): Promise<string | undefined> {
  try {
    const { data } = await api.rest.repos.getBranch({ owner, repo, branch: baseBranch, request: { signal } });
    const baseTip = treeAt(api, { owner, repo, sha: data.commit.sha, signal });
    return (await rulesInForce(api, { owner, repo, baseTip, baseBranch, extendable, signal })).ruleSet.hash;
  } catch (error) {
    // A branch that was deleted under its pull request has no rules to be measured by.
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** Those touched last come first: they are the ones that people wait for. */
async function* openPulls(
  api: GitHubApi,
  { owner, repo }: Repository,
  allowance: Allowance,
  signal: AbortSignal,
): AsyncGenerator<OpenPull> {
  for (let page = 1; ; page += 1) {
    allowance.calls -= 1;
    const { data } = await api.rest.pulls.list({
      owner,
      repo,
      state: "open",
      sort: "updated",
      direction: "desc",
      per_page: pullsPerPage,
      page,
      request: { signal },
    });
    for (const pull of data) {
      yield {
        number: pull.number,
        headSha: pull.head.sha,
        baseBranch: pull.base.ref,
        updatedAt: pull.updated_at,
      };
    }
    if (data.length < pullsPerPage || allowance.calls <= 0) return;
  }
}
