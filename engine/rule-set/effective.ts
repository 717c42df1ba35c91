/** The rule set that is in force for a tree: its own file over the presets, or the last version of that file that was sound. */

import { type ConfigurationProblem } from "../../checks/schema/plumbline-rules/problem.ts";
import { readRuleSetFile, ruleSetPath, type RuleSetFile } from "../../checks/schema/plumbline-rules/read.ts";
import type { FileContent, Tree } from "../../core/differential.ts";
import type { RuleSet } from "../../core/rule-set.ts";
import { builtInPresets } from "./built-in.ts";
import { defaultPreset, mergeRuleSet } from "./merge.ts";

export { ruleSetPath };

export interface EffectiveRuleSet {
  readonly ruleSet: RuleSet;
  /** Of the tree's file; never empty where another version stays in force. */
  readonly problems: readonly ConfigurationProblem[];
  /** For the report: why another version is in force, that a file of a wrong name is not read. */
  readonly notes: readonly string[];
}

export interface RuleSetSource {
  /** Where the file is read: the tip of the base branch, or the folder that is checked. */
  readonly base: Tree;
  /** Older versions of the file, newest first; at most ten are looked at. */
  readonly previousVersions?: () => AsyncIterable<PreviousVersion>;
  /** Names the tree in the report: `main 3f9c2ab`. */
  readonly label?: string;
}

export interface PreviousVersion {
  readonly sha: string;
  readonly text: string;
}

/** Names that people give the file by mistake. */
const misnamed = [".github/plumbline.yaml", "plumbline.yml", "plumbline.yaml", ".plumbline.yml", ".plumbline.yaml"];

/** Every path that `effectiveRuleSet` reads: whoever can fetch them along with something else saves a call. */
export const ruleSetPaths: readonly string[] = [ruleSetPath, ...misnamed];

const versionsLookedAt = 10;

/** Never throws for a broken file; throws where the tree cannot be read. */
export async function effectiveRuleSet({ base, previousVersions, label }: RuleSetSource): Promise<EffectiveRuleSet> {
  const contents = await base.read([ruleSetPath, ...misnamed]);
  const notes = misnamed.filter((path) => contents.get(path)?.kind === "text").map(misnamedNote);
  const content = contents.get(ruleSetPath);
  if (!content || content.kind === "missing") return finish(undefined, [], notes, undefined);
  // Nobody knows what it asks for: reviewing by milder rules instead could call a change sound that is not.
  if (content.kind === "unreadable") throw new Error(`the rule set could not be read: ${content.reason}`);

  const text = textOf(content);
  const { file, problems } =
    text === undefined ? { problems: [unreadable(content)] } : await readRuleSetFile(text, ruleSetPath);
  if (file) return finish(file, [], notes, label ?? "");

  const last = await lastSound(text, previousVersions);
  if (!last) return finish(undefined, problems, [...notes, brokenNote(problems, "`recommended` applies")], undefined);
  const sha = last.sha.slice(0, 7);
  const note = brokenNote(problems, `its version of ${sha}, the last that does, stays in force`);
  return finish(last.file, problems, [...notes, note], sha);
}

/** The rule set of a file that is named on the command line (`--rules FILE`); `undefined` where it is not sound. */
export async function ruleSetOf(
  text: string,
  path: string,
): Promise<EffectiveRuleSet | readonly ConfigurationProblem[]> {
  const { file, problems } = await readRuleSetFile(text, path);
  return file ? finish(file, [], [], "", path) : problems;
}

/** `version` is what stands behind the `@`; `undefined` = no file of the repository takes part. */
async function finish(
  file: RuleSetFile | undefined,
  problems: readonly ConfigurationProblem[],
  notes: readonly string[],
  version: string | undefined,
  path: string = ruleSetPath,
): Promise<EffectiveRuleSet> {
  const merged = mergeRuleSet(file ?? { rules: [], ignore: [], schemas: {} }, await builtInPresets());
  const own = version === undefined ? [] : [version === "" ? path : `${path}@${version}`];
  const origin = [...(file?.extends ?? [defaultPreset]), ...own].join(" + ");
  return { ruleSet: { ...merged, origin, ...(notes.length > 0 ? { notes } : {}) }, problems, notes };
}

async function lastSound(
  broken: string | undefined,
  previousVersions: RuleSetSource["previousVersions"],
): Promise<{ readonly sha: string; readonly file: RuleSetFile } | undefined> {
  let looked = 0;
  for await (const { sha, text } of previousVersions?.() ?? []) {
    if (looked === versionsLookedAt) return undefined;
    looked += 1;
    if (text === broken) continue;
    const { file } = await readRuleSetFile(text, ruleSetPath);
    if (file) return { sha, file };
  }
  return undefined;
}

function textOf(content: FileContent): string | undefined {
  return content.kind === "text" ? content.text : undefined;
}

function unreadable(content: FileContent): ConfigurationProblem {
  const message = `The rule set cannot be read: it is ${contentWords(content)}.`;
  return { path: ruleSetPath, line: 1, column: 1, range: [0, 0], message };
}

function contentWords(content: FileContent): string {
  switch (content.kind) {
    case "too-large":
      return `too large (${content.bytes.toLocaleString("en")} bytes)`;
    case "undecodable":
      return content.reason;
    case "binary":
      return "binary";
    default:
      return `a ${content.kind}`;
  }
}

function brokenNote(problems: readonly ConfigurationProblem[], inForce: string): string {
  const first = problems[0];
  const where = first ? ` (${first.line}:${first.column}: ${first.message})` : "";
  return `\`${ruleSetPath}\` does not validate${where}, so ${inForce}.`;
}

function misnamedNote(path: string): string {
  return `\`${path}\` is not read: a rule set lies in \`${ruleSetPath}\`.`;
}
