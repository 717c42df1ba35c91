/**
 * Changes of infrastructure that came to the trunk without a reviewed pull request.
 *
 * Why: unexpected and unreviewed changes are what causes downtime; who is on call should not learn of them from the pager.
 *
 * Plumbline looks at every push to the default branch where a rule asks for it, and concludes a check run on its newest
 * commit. A commit is reviewed when it came with a merged pull request that somebody else with the right to push approved
 * (`approvals: 0` is content with the pull request). Files of no kind that Plumbline knows do not count, nor do bots that
 * only raise versions. `issue: true` collects what was found in one issue, where the App may write issues.
 *
 * Bad:
 * ```text
 * pushed: directly
 * author: ada
 * commit: Open SSH
 * ```
 *
 * Good:
 * ```text
 * pushed: approved
 * author: ada
 * commit: Open SSH
 * ```
 *
 * Mend: read the change now, and write down why it was made; a protected branch keeps the next one from happening.
 *
 * Waive: in `.github/plumbline.yml`, bind the rule to `paths` that matter
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential, MergedRequest, Push, PushedCommit } from "../../core/differential.ts";
import type { Finding } from "../../core/finding.ts";
import { kindOf, languageOf } from "../../core/kinds.ts";
import { exemptBotsOption } from "./request/exemption.ts";
import { inCode } from "./request/places.ts";
import { isLockFile, onlyRaisesVersions } from "./request/version-pins.ts";

const optionsSchema = {
  type: "object",
  properties: {
    approvals: {
      type: "integer",
      default: 1,
      minimum: 0,
      maximum: 10,
      description: "How many people other than its author have to have approved a pull request.",
    },
    issue: {
      type: "boolean",
      default: false,
      description: "Collect what was found in one issue; needs the permission *Issues: write*.",
    },
    exemptBots: exemptBotsOption,
  },
  required: ["approvals", "issue", "exemptBots"],
  additionalProperties: false,
} as const;
type UnreviewedOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<UnreviewedOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(differential: Differential, context: DifferentialContext<UnreviewedOptions>): Promise<Observation> {
  const { push } = differential;
  if (push === undefined) return { findings: [], skipped: "asked of pushes to the trunk", aside: true };

  const { options } = context;
  const known = await knownPaths(differential, context.paths);
  const suspects = push.commits.filter((commit) => touches(commit, known) && !isReviewed(commit, options.approvals));
  const areBots = suspects.every(({ author }) => author.isBot);
  const isLetOff = options.exemptBots && areBots && !push.isForced && (await onlyRaisesVersions(differential));
  const unreviewed = isLetOff ? [] : suspects;
  const gaps = push.beyond === undefined ? [] : [{ reason: push.beyond, cause: "unsupported" as const }];
  return {
    findings: [
      ...(push.isForced && known.size > 0 ? [rewritten(push, differential)] : []),
      ...unreviewed.map((each) => told(each, known)),
    ],
    gaps,
    note: push.commits.length === 1 ? "1 commit" : `${push.commits.length} commits`,
  };
}

/** Changed files of a kind that is deployed: by their content at head, or at base where they are gone. */
async function knownPaths({ head, base, files }: Differential, asked: readonly string[]): Promise<ReadonlySet<string>> {
  const paths = asked.filter((path) => !isLockFile(path));
  const [after, before] = await Promise.all([head.read(paths), base.read(paths)]);
  const known = new Set<string>();
  for (const path of paths) {
    const content = [after.get(path), before.get(path)].find((each) => each?.kind === "text");
    if (content?.kind === "text" && kindOf(path, content.text, languageOf(path, content.text)) !== "plain")
      known.add(path);
  }
  for (const { path, previousPath } of files) {
    if (previousPath !== undefined && known.has(path)) known.add(previousPath);
  }
  return known;
}

/** Where nobody knows what a commit touches, what the whole push touches counts. */
function touches({ paths }: PushedCommit, known: ReadonlySet<string>): boolean {
  return paths === undefined ? known.size > 0 : paths.some((path) => known.has(path));
}

function isReviewed({ requests }: PushedCommit, approvals: number): boolean {
  return requests.some((request) => approvalsOf(request) >= approvals);
}

function approvalsOf({ author, approvals }: MergedRequest): number {
  return approvals.filter(
    ({ login, state, canWrite, isBot }) =>
      state === "approved" && canWrite === true && !isBot && login !== author.login,
  ).length;
}

function told({ sha, subject, author, paths, requests }: PushedCommit, known: ReadonlySet<string>): Finding {
  const touched = (paths ?? [...known]).filter((path) => known.has(path));
  const more = touched.length > 1 ? ` and ${touched.length - 1} more` : "";
  const what = `${inCode(sha.slice(0, 7))} by ${inCode(author.login)} (${inCode(subject)}) changes ${inCode(touched[0] ?? "")}${more}`;
  const [request] = requests;
  const how =
    request === undefined ? "without a pull request" : `with \`#${request.number}\`, which too few have approved`;
  return {
    message: `${what} ${how}.`,
    advice: "Read it now, and write down why it was made.",
    evidence: sha,
  };
}

function rewritten({ branch }: Push, { head }: Differential): Finding {
  return {
    message: `a force push has rewritten ${inCode(branch)}: commits that were there are gone.`,
    advice: "Find out what is gone with the branch's activity page, and forbid force pushes.",
    evidence: `force push ${head.sha}`,
  };
}
