/**
 * Changes that nobody who was asked for has approved.
 *
 * Why: branch protection counts heads; some changes need somebody who knows this network, this cluster, this database.
 *
 * `by` names people (`ada`) and teams (`shop/network`); without names, everybody who may push counts. An approval counts
 * for the newest commit (`head: any` takes older ones, too), and never from the author. `codeOwners` asks for an owner of
 * every changed file that has one in `CODEOWNERS` at the base. A review or its dismissal is noticed at once. The members
 * of teams can be read only where the App has the organisation permission *Members: read*; else the rule says so, and does
 * not block.
 *
 * Bad:
 * ```text
 * title: Open SSH to the bastion
 * author: ada
 * approvals: ada, grace (older), rupert (reader)
 * ```
 *
 * Good:
 * ```text
 * title: Open SSH to the bastion
 * author: ada
 * approvals: grace
 * ```
 *
 * Mend: ask one of them for a review.
 *
 * Waive: in `.github/plumbline.yml`, give the rule `exemptLabels`, or bind it to `paths` that deserve it
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Approval, ChangeRequest, Differential } from "../../core/differential.ts";
import type { Finding, Gap } from "../../core/finding.ts";
import { countApprovals, electorateOf, plainName } from "./request/approvals.ts";
import type { CountedApprovals } from "./request/approvals.ts";
import { ownersOf } from "./request/code-owners.ts";
import { exemptBotsOption, exemptLabelsOption, exemptionOf } from "./request/exemption.ts";
import { inCode, noRequest } from "./request/places.ts";

const optionsSchema = {
  type: "object",
  properties: {
    by: {
      type: "array",
      items: { type: "string", minLength: 1, maxLength: 150 },
      default: [],
      uniqueItems: true,
      description: "People (`ada`) and teams (`shop/network`) whose approval counts; none = whoever may push.",
    },
    count: { type: "integer", default: 1, minimum: 1, maximum: 20, description: "How many of them are asked for." },
    head: {
      anyOf: [
        { const: "newest", type: "string" },
        { const: "any", type: "string" },
      ],
      default: "newest",
      description: "Whether an approval of an older commit counts.",
    },
    codeOwners: {
      type: "boolean",
      default: false,
      description: "Ask for an owner of every changed file that has one in `CODEOWNERS`.",
    },
    exemptBots: exemptBotsOption,
    exemptLabels: exemptLabelsOption,
  },
  required: ["by", "count", "head", "codeOwners", "exemptBots", "exemptLabels"],
  additionalProperties: false,
} as const;
type ApproverOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<ApproverOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(differential: Differential, context: DifferentialContext<ApproverOptions>): Promise<Observation> {
  const { options, paths } = context;
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;
  const { request } = differential;
  if (request === undefined) return { findings: [], skipped: noRequest };
  const { approvals } = request;
  if (approvals === undefined) return { findings: [], skipped: "who approved is not known here" };

  const vote = { differential, request, approvals, options };
  const answers = [await askNamed(vote), ...(options.codeOwners ? ((await askOwners(vote, paths)) ?? [noOwners]) : [])];
  const notes = [...new Set(answers.flatMap(({ note }) => note ?? []))];
  return {
    findings: answers.flatMap(({ finding }) => finding ?? []),
    gaps: answers.flatMap(({ gaps }) => gaps),
    ...(notes.length > 0 && { note: notes.join("; ") }),
  };
}

interface Vote {
  readonly differential: Differential;
  readonly request: ChangeRequest;
  readonly approvals: readonly Approval[];
  readonly options: ApproverOptions;
}

interface Answer {
  readonly finding?: Finding;
  readonly note?: string;
  readonly gaps: readonly Gap[];
}

const noOwners: Answer = {
  gaps: [{ reason: "there is no `CODEOWNERS` at the base to say whose files these are", cause: "unsupported" }],
};

async function askNamed(vote: Vote): Promise<Answer> {
  const { differential, options } = vote;
  const names = options.by.map(plainName);
  const electorate = names.length === 0 ? undefined : await electorateOf(names, differential.people);
  const gaps = electorate?.gaps ?? [];
  const counted = countApprovals(differential, vote.request, vote.approvals, {
    electorate,
    anyHead: options.head === "any",
  });
  const whom = names.length === 0 ? "somebody who may push here" : listed(names, "or");
  if (counted.against.length === 0 && counted.approved.length >= options.count)
    return { note: thanks(counted), gaps: [] };
  // Whoever is missing may be in a team that nobody could read: unknown never fires.
  if (counted.against.length === 0 && gaps.length > 0) return { gaps };
  return { gaps, finding: missing(vote, counted, { whom, count: options.count, evidence: "missing" }) };
}

/** One answer for each group of owners; `undefined` where nobody says who owns what. */
async function askOwners(vote: Vote, paths: readonly string[]): Promise<readonly Answer[] | undefined> {
  const { differential, request, approvals, options } = vote;
  const owned = await ownersOf(differential, paths);
  if (owned === undefined) return undefined;
  const answers: Answer[] = [];
  for (const { owners, paths: theirs } of owned) {
    const electorate = await electorateOf(owners, differential.people);
    const counted = countApprovals(differential, request, approvals, { electorate, anyHead: options.head === "any" });
    const others = theirs.length === 1 ? "" : ` and ${theirs.length - 1} more`;
    const whom = `${listed(owners.map(plainName), "or")}, who own ${inCode(theirs[0] ?? "")}${others},`;
    if (counted.approved.length > 0) answers.push({ note: thanks(counted), gaps: [] });
    else if (electorate.gaps.length > 0) answers.push({ gaps: electorate.gaps });
    else {
      const evidence = `owners ${[...owners].sort().join(" ")}`;
      answers.push({ gaps: [], finding: missing(vote, counted, { whom, count: 1, evidence }) });
    }
  }
  return answers;
}

interface Wanted {
  readonly whom: string;
  readonly count: number;
  readonly evidence: string;
}

function missing(
  { differential, request }: Vote,
  { approved, older, against }: CountedApprovals,
  { whom, count, evidence }: Wanted,
): Finding {
  const opponents = listed(
    against.map(({ login }) => login),
    "and",
  );
  if (against.length > 0) {
    const asks = against.length === 1 ? "asks" : "ask";
    return {
      message: `${opponents} ${asks} for changes.`,
      advice: `Settle it with ${opponents}; an approval or a dismissal of the review is noticed at once.`,
      evidence: `${evidence} against`,
    };
  }
  const sha = inCode((differential.head.sha ?? "").slice(0, 7));
  const before =
    older.length === 0
      ? ""
      : `; ${listed(
          older.map(({ login }) => login),
          "and",
        )} approved an older commit`;
  const given = approved.length === 0 ? "none" : `${approved.length} of ${count}`;
  const asked = count === 1 ? "" : `${count} approvals are asked for, `;
  return {
    message: `${asked}${given} from ${whom} for ${sha}, the newest commit${before}.`.replaceAll(",,", ","),
    advice: `Ask ${whom} for a review${own(whom, request)}; it is noticed at once, no push needed.`.replaceAll(
      ",;",
      ";",
    ),
    evidence,
  };
}

/** Who is asked for may be the author: then it has to be somebody else. */
function own(whom: string, { author }: ChangeRequest): string {
  return whom.includes(inCode(author.login.toLowerCase())) ? " (an author's own approval does not count)" : "";
}

function thanks({ approved }: CountedApprovals): string {
  return `approved by ${listed(
    approved.map(({ login }) => login),
    "and",
  )}`;
}

const longestList = 5;

function listed(names: readonly string[], word: "and" | "or"): string {
  const shown = names.slice(0, longestList).map((name) => inCode(name));
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)}`;
}
