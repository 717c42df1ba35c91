/** Offers safe fixes as suggestions where the rule set says so: few, and never the same one twice. */

import { isOutcomeUnknown } from "../github/api.ts";
import { postSuggestions, suggestionFor } from "../github/suggestions.ts";
import type { Suggestion } from "../github/suggestions.ts";
import { sentence } from "../reporters/markdown.ts";
import type { Evaluation } from "./evaluate.ts";
import { messageOf } from "./message.ts";
import { isCurrent } from "./publish.ts";
import type { Work } from "./publish.ts";
import { pullNumberOf } from "./review-state.ts";
import type { ReviewState } from "./review-state.ts";

/** Per pull request, over all its heads. */
const suggestionsAtMost = 5;

/** Answers the fingerprints that have had their suggestion. A suggestion that cannot be posted is no reason to review again. */
export async function suggestFixes(work: Work, state: ReviewState, evaluation: Evaluation): Promise<readonly string[]> {
  const { context, key } = work;
  const number = pullNumberOf(key);
  const room = suggestionsAtMost - state.suggested.length;
  if (number === undefined || room <= 0 || !evaluation.ruleSet.suggestions) return state.suggested;
  const suggestions = await suggestionsOf(evaluation, new Set(state.suggested)).catch((error: unknown) => {
    context.log.warn({ subject: key.subject, reason: messageOf(error) }, "suggestions could not be made");
    return [];
  });
  return suggestions.length === 0 ? state.suggested : post(work, state, number, suggestions.slice(0, room));
}

async function post(
  work: Work,
  state: ReviewState,
  number: number,
  suggestions: readonly Suggestion[],
): Promise<readonly string[]> {
  if (!(await isCurrent(work, state.headSha))) return state.suggested;
  const { context, api, key } = work;
  const suggested = [...state.suggested, ...suggestions.map(({ fingerprint }) => fingerprint)];
  // Kept before it is sent: losing one is better than saying it twice.
  await context.store.keepState(key, { ...state, suggested });
  try {
    const { owner, repo } = key;
    await postSuggestions(api, { owner, repo, number, headSha: state.headSha }, suggestions);
    return suggested;
  } catch (error) {
    context.log.warn({ subject: key.subject, reason: messageOf(error) }, "suggestions could not be posted");
    return isOutcomeUnknown(error) ? suggested : state.suggested;
  }
}

async function suggestionsOf(
  { report, differential }: Evaluation,
  known: ReadonlySet<string>,
): Promise<readonly Suggestion[]> {
  const annotations = report.outcomes
    .flatMap((outcome) => (outcome.status === "checked" ? outcome.annotations : []))
    .filter((each) => each.fix?.safe === true && each.at !== undefined && !known.has(each.fingerprint));
  const paths = [...new Set(annotations.flatMap((each) => each.at?.path ?? []))];
  const contents = await differential.head.read(paths);
  const files = new Map(differential.files.map((file) => [file.path, file]));
  return annotations.flatMap((annotation) => {
    const path = annotation.at?.path ?? "";
    const file = files.get(path);
    const content = contents.get(path);
    if (file === undefined || content?.kind !== "text") return [];
    const words = [annotation.message, annotation.advice]
      .filter((part) => part !== undefined)
      .map(sentence)
      .join(" ");
    return suggestionFor(annotation, file, content.text, words) ?? [];
  });
}
