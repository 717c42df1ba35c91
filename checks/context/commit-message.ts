/**
 * Commit messages that say nothing, or say that the work is not done.
 *
 * Why: `git log` and `git blame` are where people look at three in the morning; a message is all they find there.
 *
 * It names empty messages, `fixup!`, `squash!` and `amend!` that were left over, and work in progress. More is asked for
 * only where the options say so: the length of a subject, a body for a large change, wrapped lines (addresses, code,
 * quotes and trailers may be long) and trailers. Merge commits are left alone. Where merging squashes (`judge`), title
 * and description are judged, for they are what the history will hold.
 *
 * Bad:
 * ```text
 * title: Raise the memory limit
 * commit: fixup! Raise the memory limit
 *
 * The importer dies at noon.
 * ```
 *
 * Good:
 * ```text
 * title: Raise the memory limit
 * commit: Raise the importer's memory limit to 2 GiB
 *
 * The importer dies at noon.
 * ```
 *
 * Mend: `git rebase --interactive --autosquash`, then push.
 *
 * Waive: in `.github/plumbline.yml`, set `context/commit-message: off`, or `judge: request` where merging squashes
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import type { Finding } from "../../core/finding.ts";
import { sizeOf } from "../../core/size.ts";
import { judgedMessages, judgedWords, judgeOption, nothingToJudge } from "./commits/judged.ts";
import type { JudgedMessage, JudgedMessages } from "./commits/judged.ts";
import { longLines, partsOf } from "./commits/message-parts.ts";
import { exemptBotsOption, exemptionOf } from "./request/exemption.ts";
import { inCode } from "./request/places.ts";

const optionsSchema = {
  type: "object",
  properties: {
    subjectLimit: {
      type: "integer",
      default: 0,
      minimum: 0,
      description: "The most characters in a subject (first line); 0 = as many as it takes.",
    },
    bodyFrom: {
      type: "integer",
      default: 0,
      minimum: 0,
      description: "From so many changed lines on, some message says more than its subject; 0 = never asked for.",
    },
    lineLimit: {
      type: "integer",
      default: 0,
      minimum: 0,
      description: "The most characters in a line of a body; 0 = as many as it takes.",
    },
    trailers: {
      type: "array",
      items: { type: "string", pattern: "^[A-Za-z][A-Za-z0-9-]*$", maxLength: 60 },
      default: [],
      uniqueItems: true,
      description: "Trailers that every message carries: `Signed-off-by`.",
    },
    judge: judgeOption,
    exemptBots: exemptBotsOption,
  },
  required: ["subjectLimit", "bodyFrom", "lineLimit", "trailers", "judge", "exemptBots"],
  additionalProperties: false,
} as const;
type CommitMessageOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<CommitMessageOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(
  differential: Differential,
  { options }: DifferentialContext<CommitMessageOptions>,
): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;
  const judged = judgedMessages(differential, options.judge);
  if (judged === undefined) return { findings: [], skipped: nothingToJudge };

  const findings = [
    ...judged.messages.flatMap((each) => judgeSubject(each, options.subjectLimit) ?? []),
    ...missingBody(differential, judged, options.bodyFrom),
    ...(judged.isRequest ? [] : judged.messages.flatMap((each) => unwrapped(each, options.lineLimit))),
    ...options.trailers.flatMap((token) => missingTrailer(token, judged)),
  ];
  return findings.length > 0 ? { findings } : { findings, note: judgedWords(judged) };
}

function judgeSubject({ name, message }: JudgedMessage, subjectLimit: number): Finding | undefined {
  const { subject } = partsOf(message);
  const leftover = /^(?:fixup|squash|amend)!/.exec(subject)?.[0];
  if (leftover !== undefined) {
    return {
      message: `${name} is a \`${leftover}\` that was left over: ${inCode(subject)}.`,
      advice: "Fold it in with `git rebase --interactive --autosquash`, then push.",
      evidence: subject,
    };
  }
  if (/^(?:\[wip\]|\(wip\)|wip\b(?!-)|work in progress\b)/i.test(subject)) {
    return {
      message: `${name} says that it is not done: ${inCode(subject)}.`,
      advice: "Say what the commit does, or fold it into the one it belongs to.",
      evidence: subject,
    };
  }
  if (!/[\p{L}\p{N}]/u.test(subject)) {
    return {
      message: `the message of ${name} ${subject === "" ? "is empty" : `is ${inCode(subject)}`}.`,
      advice: "Say in its first line what the commit does.",
      evidence: "empty",
    };
  }
  const length = [...subject].length;
  if (subjectLimit > 0 && length > subjectLimit) {
    return {
      message: `the subject of ${name} has ${length} characters, ${length - subjectLimit} more than the ${subjectLimit} asked for: ${inCode(subject)}.`,
      advice: "Keep the first line short and move the rest into the body.",
      evidence: subject,
    };
  }
  return undefined;
}

function missingBody(
  { files }: Differential,
  { messages, isRequest }: JudgedMessages,
  bodyFrom: number,
): readonly Finding[] {
  const { lines } = sizeOf(files);
  const isSaid = messages.some(({ message }) => partsOf(message).body.some((line) => /\p{L}/u.test(line)));
  if (bodyFrom === 0 || lines < bodyFrom || isSaid) return [];
  const who = isRequest ? "the description is empty" : "no commit says more than its subject";
  return [
    {
      message: `${lines} lines change, and ${who}.`,
      advice: isRequest
        ? "Say in the description what changes and why, no push needed."
        : "Say below the subject why: `git commit --amend` for the last commit, `git rebase --interactive` for others.",
      evidence: "body",
    },
  ];
}

function unwrapped({ name, message }: JudgedMessage, lineLimit: number): readonly Finding[] {
  const [first, ...others] = lineLimit === 0 ? [] : longLines(message, lineLimit);
  if (first === undefined) return [];
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return [
    {
      message: `line ${first.number} of ${name} has ${first.length} characters${more}, which \`git log\` cuts or wraps badly.`,
      advice: `Wrap it at ${lineLimit} characters.`,
      evidence: `lines of ${partsOf(message).subject}`,
    },
  ];
}

const namedCommits = 3;

function missingTrailer(token: string, { messages, isRequest }: JudgedMessages): readonly Finding[] {
  const without = messages.filter(
    ({ message }) => !partsOf(message).trailers.some((each) => each.token.toLowerCase() === token.toLowerCase()),
  );
  if (without.length === 0) return [];
  const names = without.slice(0, namedCommits).map(({ name }) => name);
  const more = without.length > namedCommits ? ` and ${without.length - namedCommits} more` : "";
  const where = isRequest ? "the last paragraph of the description" : `${names.join(", ")}${more}`;
  const advice =
    token.toLowerCase() === "signed-off-by" && !isRequest
      ? "Run `git rebase --signoff` onto the base, then push."
      : `Add ${inCode(`${token}: …`)} as the last paragraph.`;
  return [{ message: `${where} carries no ${inCode(token)}.`, advice, evidence: `trailer ${token}` }];
}
