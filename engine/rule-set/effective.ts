/** The rule set that is in force for a tree: presets, organisation, repository, directories, each in its last sound version. */

import { type ConfigurationProblem } from "../../checks/schema/plumbline-rules/problem.ts";
import { ruleSetPath } from "../../checks/schema/plumbline-rules/read.ts";
import type { FileContent, Tree } from "../../core/differential.ts";
import type { RuleSet } from "../../core/rule-set.ts";
import { builtInPresets } from "./built-in.ts";
import { directoryFiles } from "./directories.ts";
import { brokenNote, misnamedNote, refusalNotes, tooManyNote, unreadableFile } from "./effective-notes.ts";
import type { Layer } from "./layer.ts";
import { mergeLayers, presetNames } from "./merge.ts";
import { type LayerQuestion, ownRules, type ReadRemoteRules, readLayers } from "./read-layers.ts";
import type { TracedRule } from "./tune.ts";

export { ruleSetPath };

export interface EffectiveRuleSet {
  readonly ruleSet: RuleSet;
  /** Of the tree's files and the organisation's; never empty where another version stays in force. */
  readonly problems: readonly ConfigurationProblem[];
  /** For the report: why another version is in force, that a file of a wrong name is not read. */
  readonly notes: readonly string[];
  /** In the order of the rules: where each key is set. */
  readonly traced: readonly TracedRule[];
  /** From the bottom up. */
  readonly layers: readonly Layer[];
}

export interface RuleSetSource {
  /** Where the files are read: the tip of the base branch, or the folder that is checked. */
  readonly base: Tree;
  /** Older versions of a file, newest first; at most ten are looked at. */
  readonly previousVersions?: (path: string) => AsyncIterable<PreviousVersion>;
  /** Names the tree in the report: `main 3f9c2ab`. */
  readonly label?: string;
  /** What the owner says for all repositories; `undefined` = nothing. Throws where nobody answers. */
  readonly organisation?: () => Promise<OrganisationRules | UnreadRules | undefined>;
  /** Missing where files of other repositories cannot be read. */
  readonly readRemote?: ReadRemoteRules | undefined;
  /** Paths that a change touches: only the directories above them are asked. Missing = all of the tree. */
  readonly changed?: () => Promise<readonly string[]>;
}

export interface OrganisationRules {
  /** As people name it: `acme/.github/plumbline.yml`. */
  readonly path: string;
  readonly text: string;
  readonly previousVersions?: () => AsyncIterable<PreviousVersion>;
}

/** There may be such a file, and whoever asks cannot read it: the rules' origin says so. */
export interface UnreadRules {
  readonly path: string;
  readonly unread: true;
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

/** Never throws for a broken file; throws where the tree, or what it extends, cannot be read. */
export async function effectiveRuleSet(source: RuleSetSource): Promise<EffectiveRuleSet> {
  const { base, label = "" } = source;
  const [contents, owners] = await Promise.all([base.read(ruleSetPaths), source.organisation?.()]);
  const organisation = owners === undefined || "unread" in owners ? undefined : owners;
  const found: Found = { layers: [], origins: [], problems: [], notes: [] };
  for (const path of misnamed) if (contents.get(path)?.kind === "text") found.notes.push(misnamedNote(path));

  if (organisation) await addOrganisation(found, organisation, source);
  await addFile(found, contents.get(ruleSetPath), {
    question: { path: ruleSetPath, level: "repository", below: found.layers, readRemote: source.readRemote },
    version: label,
    withoutIt: organisation ? "the organisation's rules apply" : "`recommended` applies",
    previousVersions: source.previousVersions,
  });
  await addDirectories(found, source);
  return finish(found, owners !== undefined && "unread" in owners ? owners.path : undefined);
}

/** The rule set of a file that is named on the command line (`--rules FILE`); `undefined` where it is not sound. */
export async function ruleSetOf(
  text: string,
  path: string,
  readRemote?: ReadRemoteRules,
): Promise<EffectiveRuleSet | readonly ConfigurationProblem[]> {
  const { layers, problems } = await readLayers(text, { path, level: "repository", below: [], readRemote });
  return layers ? finish({ layers: [...layers], origins: [path], problems: [], notes: [] }) : problems;
}

/** What was found so far. */
interface Found {
  readonly layers: Layer[];
  readonly origins: string[];
  readonly problems: ConfigurationProblem[];
  readonly notes: string[];
}

interface FileQuestion {
  readonly question: LayerQuestion;
  /** What stands behind the `@` in the report's last line; empty = nothing. */
  readonly version: string;
  /** What happens where no version of it was ever sound. */
  readonly withoutIt: string;
  readonly previousVersions?: RuleSetSource["previousVersions"] | undefined;
}

async function addOrganisation(
  found: Found,
  { path, text, previousVersions }: OrganisationRules,
  source: RuleSetSource,
) {
  await addFile(
    found,
    { kind: "text", text, byteOrderMark: false },
    {
      question: {
        path: "plumbline.yml",
        shownAs: path,
        level: "organisation",
        below: [],
        readRemote: source.readRemote,
      },
      version: "",
      withoutIt: "nothing of it applies",
      previousVersions,
    },
  );
}

async function addDirectories(found: Found, { base, changed, readRemote, previousVersions }: RuleSetSource) {
  const { files, notes } = await directoryFiles(base, await changed?.());
  found.notes.push(...notes);
  for (const { path, directory, content } of files) {
    await addFile(found, content, {
      question: {
        path,
        directory,
        level: "directory",
        below: found.layers.filter((layer) => layer.directory === undefined || path.startsWith(`${layer.directory}/`)),
        readRemote,
      },
      version: "",
      withoutIt: "nothing of it applies",
      previousVersions,
    });
  }
}

/** Adds the layers of a file, or of its last sound version. */
async function addFile(found: Found, content: FileContent | undefined, asked: FileQuestion): Promise<void> {
  if (!content || content.kind === "missing") return;
  const { question, version, withoutIt, previousVersions } = asked;
  const shownAs = question.shownAs ?? question.path;
  // Nobody knows what it asks for: reviewing by milder rules instead could call a change sound that is not.
  if (content.kind === "unreadable") throw new Error(`the rule set could not be read: ${content.reason}`);
  const text = content.kind === "text" ? content.text : undefined;
  const { layers, problems } =
    text === undefined ? { problems: [unreadableFile(shownAs, content)] } : await readLayers(text, question);
  if (layers) {
    found.layers.push(...layers);
    found.origins.push(version === "" ? shownAs : `${shownAs}@${version}`);
    return;
  }
  found.problems.push(...problems);
  const last = await lastSound(text, question, previousVersions);
  if (!last) {
    found.notes.push(brokenNote(shownAs, problems, withoutIt));
    return;
  }
  const sha = last.sha.slice(0, 7);
  found.layers.push(...last.layers);
  found.origins.push(`${shownAs}@${sha}`);
  found.notes.push(brokenNote(shownAs, problems, `its version of ${sha}, the last that does, stays in force`));
}

async function lastSound(
  broken: string | undefined,
  question: LayerQuestion,
  previousVersions: RuleSetSource["previousVersions"],
): Promise<{ readonly sha: string; readonly layers: readonly Layer[] } | undefined> {
  let looked = 0;
  for await (const { sha, text } of previousVersions?.(question.path) ?? []) {
    if (looked === versionsLookedAt) return undefined;
    looked += 1;
    if (text === broken) continue;
    const { layers } = await readLayers(text, question);
    if (layers) return { sha, layers };
  }
  return undefined;
}

async function finish({ layers, origins, problems, notes: found }: Found, without?: string): Promise<EffectiveRuleSet> {
  const { ruleSet, traced, refusals, tooManyParts } = mergeLayers(layers, await builtInPresets());
  const notes = [...found, ...refusalNotes(refusals), ...tooManyParts.map(tooManyNote)];
  const sources = [...presetNames(layers), ...origins].join(" + ");
  const origin = without === undefined ? sources : `${sources}, without ${without}`;
  const told = { ...ruleSet, hash: await hashOf(ruleSet, layers), rules: tellTheValidator(ruleSet, layers) };
  return { ruleSet: { ...told, origin, ...(notes.length > 0 ? { notes } : {}) }, problems, notes, traced, layers };
}

/**
 * Directories have their own part behind a dot: two changes of one base are held to the same rules but for the
 * directories that they are in.
 */
async function hashOf({ hash }: Omit<RuleSet, "origin">, layers: readonly Layer[]): Promise<string> {
  const common = layers.filter(({ level }) => level !== "directory");
  if (common.length === layers.length) return hash;
  return `${mergeLayers(common, await builtInPresets()).ruleSet.hash}.${hash.slice(0, 16)}`;
}

/** Who judges a rule set that a change brings sees that file alone, and has to be told which names it inherits. */
function tellTheValidator({ rules }: Omit<RuleSet, "origin">, layers: readonly Layer[]): RuleSet["rules"] {
  const inherited = ownRules(layers.filter(({ level }) => level !== "repository"));
  if (inherited.size === 0) return rules;
  const options = { inherited: Object.fromEntries(inherited) };
  return rules.map((rule) =>
    rule.check === "schema/plumbline-rules" ? { ...rule, options: { ...rule.options, ...options } } : rule,
  );
}
