/** What a rule set finds in a whole tree, file by file, as if every file were new: for previews of rules. */

import type { ChangedFile, FileContent, Tree } from "./differential.ts";
import { matchPaths } from "./glob.ts";
import { languagesOf } from "./kinds.ts";
import { everyOutcome } from "./modes.ts";
import type { Annotation } from "./report.ts";
import { review } from "./review.ts";
import type { Rule, RuleSet } from "./rule-set.ts";
import { concernsPath } from "./select.ts";
import type { Toolbox } from "./toolbox.ts";

export interface SurveyQuestion {
  readonly tree: Tree;
  /** Where whatever can silence a rule is read. */
  readonly trusted: Tree;
  readonly paths: readonly string[];
  readonly ruleSet: RuleSet;
}

export interface SurveyedFinding {
  readonly rule: Rule;
  readonly annotation: Annotation;
}

const nothing: Tree = {
  list: async () => [],
  read: async (paths) => new Map(paths.map((path): [string, FileContent] => [path, { kind: "missing" }])),
};

/** Rules about a request, and conditions on one, have no say here. */
export async function survey(
  { tree, trusted, paths, ruleSet }: SurveyQuestion,
  toolbox: Toolbox,
): Promise<readonly SurveyedFinding[]> {
  // What a rule set would find is no reason to run programs over a whole tree.
  const { progress: _told, tools: _programs, ...quietly } = toolbox;
  const report = await review(
    { repository: "", base: nothing, head: tree, trusted, files: paths.map(asAdded), commits: [] },
    aboutFiles(ruleSet, toolbox),
    quietly,
  );
  return everyOutcome(report).flatMap((outcome) =>
    outcome.status === "checked" ? outcome.annotations.map((annotation) => ({ rule: outcome.rule, annotation })) : [],
  );
}

function aboutFiles({ risk: _risk, commits: _commits, ...ruleSet }: RuleSet, { checks }: Toolbox): RuleSet {
  const rules = ruleSet.rules.filter(({ check }) => checks.get(check)?.scope !== "differential").map(unconditional);
  return { ...ruleSet, rules };
}

function unconditional({ when: _when, ...rule }: Rule): Rule {
  return rule;
}

function asAdded(path: string): ChangedFile {
  return { path, status: "added", kind: "file", additions: 0, deletions: 0 };
}

/** Files of a tree that one of the rules may look at, by path. */
export async function pathsFor(
  rules: readonly Rule[],
  tree: Tree,
  ignore: readonly string[],
  { checks }: Toolbox,
): Promise<readonly string[]> {
  const isIgnored = matchPaths(ignore);
  const languages = rules.map(({ check }) => checks.get(check)?.languages);
  const known = languages.every((each) => each !== undefined) ? new Set(languages.flat()) : undefined;
  const entries = await tree.list("");
  const paths = entries.flatMap(({ path, kind }) => {
    if (kind !== "file" || isIgnored(path)) return [];
    if (known && !languagesOf(path).some((language) => known.has(language))) return [];
    return rules.some((rule) => concernsPath(rule, path)) ? [path] : [];
  });
  return paths.sort();
}
