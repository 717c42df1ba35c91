/** Reads one file of rules and the files of other repositories that it starts from, or says what is wrong with it. */

import { knownRules, type KnownRules } from "../../checks/schema/plumbline-rules/known-rules.ts";
import { type ConfigurationProblem } from "../../checks/schema/plumbline-rules/problem.ts";
import type { ExtendedRuleSet } from "../../checks/schema/plumbline-rules/read-extends.ts";
import { extendedRuleSets, readRuleSetFile } from "../../checks/schema/plumbline-rules/read.ts";
import type { RuleSetReference } from "../../checks/schema/plumbline-rules/reference.ts";
import type { Layer, LayerLevel } from "./layer.ts";

/** Reads files of rules in other repositories. Throws where nobody answers: that is no verdict, and is tried again. */
export type ReadRemoteRules = (reference: RuleSetReference) => Promise<RemoteRules>;

export type RemoteRules =
  | { readonly kind: "text"; readonly text: string }
  /** It is not there, or may not be extended: "there is no tag `v9`". */
  | { readonly kind: "refused"; readonly reason: string };

export interface LayerQuestion {
  /** From the root of its tree. */
  readonly path: string;
  /** As people name it, where that is not its path. */
  readonly shownAs?: string;
  readonly level: LayerLevel;
  readonly directory?: string;
  /** Layers below this one: their own rules may be tuned here. */
  readonly below: readonly Layer[];
  readonly readRemote?: ReadRemoteRules | undefined;
}

export interface LayerReading {
  /** From the bottom up, the file itself last; missing where there are problems. */
  readonly layers?: readonly Layer[];
  readonly problems: readonly ConfigurationProblem[];
}

export async function readLayers(text: string, question: LayerQuestion): Promise<LayerReading> {
  const { path, shownAs = path, level, directory, below, readRemote } = question;
  const extended: Layer[] = [];
  for (const each of extendedRuleSets(text)) {
    const answer = await readExtended(each, shownAs, [...below, ...extended], readRemote);
    if ("problem" in answer) return { problems: [answer.problem] };
    extended.push(answer.layer);
  }
  const { file, problems } = await readRuleSetFile(text, path, knownWith([...below, ...extended]));
  if (!file) return { problems: problems.map((problem) => ({ ...problem, path: shownAs })) };
  const own: Layer = { level, path: shownAs, file, ...(directory === undefined ? {} : { directory }) };
  return { layers: [...extended, own], problems: [] };
}

type Extended = { readonly layer: Layer } | { readonly problem: ConfigurationProblem };

async function readExtended(
  { reference, range, line, column }: ExtendedRuleSet,
  path: string,
  below: readonly Layer[],
  readRemote: ReadRemoteRules | undefined,
): Promise<Extended> {
  const { written } = reference;
  const problem = (message: string, advice?: string) => ({
    problem: { path, line, column, range, message, ...(advice === undefined ? {} : { advice }) },
  });
  if (!readRemote) {
    return problem(
      `\`${written}\` cannot be read from here.`,
      "Set `GITHUB_TOKEN` in a clone whose `origin` is on GitHub, or name a pull request's address.",
    );
  }
  const answer = await readRemote(reference);
  if (answer.kind === "refused") return problem(`\`${written}\` cannot be extended: ${answer.reason}.`);
  const [further] = extendedRuleSets(answer.text);
  if (further) {
    const other = further.reference.written;
    return problem(
      `\`${written}\` itself extends \`${other}\`, and one hop is followed.`,
      `Name \`${other}\` here, too.`,
    );
  }
  const { file, problems } = await readRuleSetFile(answer.text, written, knownWith(below));
  if (file) return { layer: { level: "preset", path: written, file } };
  const [first] = problems;
  const where = first ? ` (${first.line}:${first.column}: ${first.message.replace(/\.$/u, "")})` : "";
  return problem(`\`${written}\` does not validate${where}.`, "Name a version that does.");
}

function knownWith(layers: readonly Layer[]): KnownRules {
  const inherited = ownRules(layers);
  return inherited.size === 0 ? knownRules : { ...knownRules, inherited };
}

/** Rules of owners' own -> their checks. */
export function ownRules(layers: readonly Layer[]): ReadonlyMap<string, string> {
  const entries = layers.flatMap(({ file }) => [
    ...file.rules,
    ...(file.overrides ?? []).flatMap(({ rules }) => rules),
  ]);
  return new Map(
    entries.flatMap(({ name, check }) => (check === undefined || check === name ? [] : [[name, check] as const])),
  );
}
