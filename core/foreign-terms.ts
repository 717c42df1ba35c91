/** What another tool's configuration makes of rules of ours that ask the same: their severities, and whether its comments count. */

import type { Differential, Tree } from "./differential.ts";
import type { Document } from "./document.ts";
import { trustedTree } from "./foreign-switches.ts";
import { type Rule, type RulePart, type RuleSet, type Severity, wholeName } from "./rule-set.ts";
import { appliesTo } from "./select.ts";
import type { Toolbox } from "./toolbox.ts";

export interface ForeignTerms {
  /** What a severity of ours comes to at a path, and whose word that is; `undefined` where nobody says otherwise. */
  readonly severityOf: (check: string, severity: Severity, path: string) => ForeignSeverity | undefined;
  /** Whether comments of a tool (`hadolint`) silence nothing there. */
  readonly isDeaf: (tool: string, path: string) => boolean;
}

export interface ForeignSeverity {
  readonly severity: Severity;
  /** Path of the configuration. */
  readonly by: string;
}

/** Reads what it needs in one batch; `trusted` is the tree in which whatever can silence a rule is read. */
export type ReadTerms = (paths: readonly string[], trusted: Tree) => Promise<ForeignTerms>;

/** The rules as such configurations have them. One that is off stays off, and one that nobody may weaken stays as it is. */
export async function withForeignSeverities(
  ruleSet: RuleSet,
  documents: readonly Document[],
  differential: Differential,
  toolbox: Toolbox,
): Promise<RuleSet> {
  if (!toolbox.readTerms || documents.length === 0) return ruleSet;
  const terms = await toolbox.readTerms(
    documents.map(({ path }) => path),
    trustedTree(differential),
  );
  const told = new Set<string>();
  const rules = ruleSet.rules.flatMap((rule) => {
    const groups = groupsOf(rule, documents, terms, toolbox);
    for (const { by } of groups.values()) told.add(by);
    return groups.size === 0 ? [rule] : split(rule, groups, documents, toolbox);
  });
  if (told.size === 0) return ruleSet;
  const notes = [...told].sort().map((by) => `\`${by}\` sets the severity of some rules under its folder`);
  return { ...ruleSet, rules, notes: [...(ruleSet.notes ?? []), ...notes] };
}

interface Group extends ForeignSeverity {
  readonly paths: readonly string[];
}

/** By severity and configuration: the documents at whose paths the rule is to be of another severity. */
function groupsOf(
  rule: Rule,
  documents: readonly Document[],
  terms: ForeignTerms,
  toolbox: Toolbox,
): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  const { severity, check, waivable, enforced } = rule;
  const entry = toolbox.checks.get(check);
  if (severity === "off" || !waivable || enforced === true || entry?.scope !== "file") return groups;
  for (const document of documents) {
    const foreign = terms.severityOf(check, severity, document.path);
    if (!foreign || foreign.severity === severity || !appliesTo(rule, entry, document)) continue;
    const key = `${foreign.severity} ${foreign.by}`;
    groups.set(key, { ...foreign, paths: [...(groups.get(key)?.paths ?? []), document.path] });
  }
  return groups;
}

/** A rule that is of one severity at all of its documents keeps its name; else each group gets a part of its own. */
function split(
  rule: Rule,
  groups: ReadonlyMap<string, Group>,
  documents: readonly Document[],
  { checks }: Toolbox,
): readonly Rule[] {
  const entry = checks.get(rule.check);
  const [only, ...others] = groups.values();
  const concerned = documents.filter((document) => entry !== undefined && appliesTo(rule, entry, document)).length;
  if (only && others.length === 0 && only.paths.length === concerned) return [{ ...rule, severity: only.severity }];
  const part: RulePart = rule.part ?? { of: rule.name, within: [], without: [] };
  const all = [...groups.values()];
  const rest = {
    ...rule,
    part: { ...part, without: [...part.without, ...all.flatMap(({ paths }) => paths.map(exactly))] },
  };
  const parts = all.map(({ severity, by, paths }) => ({
    ...rule,
    name: `${wholeName(rule)}@${by}: ${severity}`,
    severity,
    part: { ...part, within: [...part.within, paths.map(exactly)] },
  }));
  return [rest, ...parts];
}

/** A glob that matches one path alone. */
function exactly(path: string): string {
  return `/${path.replace(/[\\*?[\]{}()!+@|]/gu, "\\$&")}`;
}
