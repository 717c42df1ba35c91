/**
 * Commit subjects that do not keep the form of conventional commits.
 *
 * Why: release notes and version numbers are made from these subjects; what keeps no form is missing in both.
 *
 * A subject is `type(scope)!: what it does`. `types` names the types, `scopes` the scopes where only some are known. The
 * form is judged with commitlint's engine. Where merging squashes (`judge`), the title is judged, for it becomes the
 * subject. Merges and reverts as git writes them are left alone.
 *
 * Bad:
 * ```text
 * title: Route the new office
 * commit: Route the new office
 * ```
 *
 * Good:
 * ```text
 * title: Route the new office
 * commit: feat(network): route the new office
 * ```
 *
 * Mend: `git rebase --interactive` and `reword`; a title is edited without a push.
 *
 * Waive: in `.github/plumbline.yml`, set `context/conventional-commits: off`
 */

import type { XStatic } from "typebox/schema";

import type { DifferentialCheck, DifferentialContext, Observation } from "../../core/check.ts";
import type { Differential } from "../../core/differential.ts";
import type { Finding } from "../../core/finding.ts";
import { type JudgedMessage, judgedMessages, judgedWords, judgeOption, nothingToJudge } from "./commits/judged.ts";
import { partsOf } from "./commits/message-parts.ts";
import { exemptBotsOption, exemptionOf } from "./request/exemption.ts";
import { inCode } from "./request/places.ts";

const word = { type: "string", minLength: 1, maxLength: 60 } as const;

const optionsSchema = {
  type: "object",
  properties: {
    types: {
      type: "array",
      items: word,
      default: ["build", "chore", "ci", "docs", "feat", "fix", "perf", "refactor", "revert", "style", "test"],
      minItems: 1,
      uniqueItems: true,
      description: "Types that a subject may begin with.",
    },
    scopes: { type: "array", items: word, default: [], uniqueItems: true, description: "Scopes; none = any." },
    judge: judgeOption,
    exemptBots: exemptBotsOption,
  },
  required: ["types", "scopes", "judge", "exemptBots"],
  additionalProperties: false,
} as const;
type ConventionalCommitsOptions = XStatic<typeof optionsSchema>;

const check: DifferentialCheck<ConventionalCommitsOptions> = { scope: "differential", options: optionsSchema, look };
export default check;

async function look(
  differential: Differential,
  { options }: DifferentialContext<ConventionalCommitsOptions>,
): Promise<Observation> {
  const exempt = await exemptionOf(differential, options);
  if (exempt !== undefined) return exempt;
  const judged = judgedMessages(differential, options.judge);
  if (judged === undefined) return { findings: [], skipped: nothingToJudge };

  const { problemsOfSubject } = await import("./commits/conventional-subject.ts");
  const findings: Finding[] = [];
  for (const { name, message } of judged.messages) {
    const { subject } = partsOf(message);
    const problems = await problemsOfSubject(subject, options);
    if (problems.length > 0) findings.push(describe({ name, message: subject }, problems, options));
  }
  return findings.length > 0 ? { findings } : { findings, note: judgedWords(judged) };
}

function describe(
  { name, message: subject }: JudgedMessage,
  problems: readonly string[],
  { types, scopes }: ConventionalCommitsOptions,
): Finding {
  const type = types.includes("fix") ? "fix" : (types[0] ?? "fix");
  const scope = scopes[0] === undefined ? "" : `(${scopes[0]})`;
  return {
    message: `${name} keeps no conventional form: ${inCode(subject)} ${problems.join(", and ")}.`,
    advice: `Write ${inCode(`${type}${scope}: what it does`)}.`,
    evidence: subject,
  };
}
