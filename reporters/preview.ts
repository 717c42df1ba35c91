/** The preview of changed rules as rows of plain words, which every reporter sets in its own way. */

import type { PreviewedRule, RulesPreview, Strength } from "../core/preview.ts";
import type { Report } from "../core/report.ts";
import { plural } from "./wording.ts";

export interface PreviewRow {
  readonly rule: string;
  /** `warning`, `off → failure`. */
  readonly strength: string;
  /** `2`, `0 → 2`; `–` where nobody asks there. */
  readonly here: string;
  readonly tree: string;
  readonly places: PreviewedRule["places"];
}

const nowhere = "–";

export function previewRows({ preview }: Report): readonly PreviewRow[] {
  return (preview?.rules ?? []).filter(findsAnything).map(({ name, before, after, here, tree, places }) => ({
    rule: name,
    strength: step(strengthWords(before), strengthWords(after)),
    here: step(String(here.before), String(here.after)),
    tree: tree === undefined ? nowhere : step(String(tree.before), String(tree.after)),
    places,
  }));
}

function findsAnything({ here, tree }: PreviewedRule): boolean {
  return here.before + here.after + (tree?.before ?? 0) + (tree?.after ?? 0) > 0;
}

/** Rules that are asked otherwise and find nothing either way: a sentence is enough for them. */
function silentWords({ rules }: RulesPreview): string {
  const silent = rules.filter((rule) => !findsAnything(rule)).map(({ name }) => `\`${name}\``);
  if (silent.length === 0) return "";
  const more = silent.length > 3 ? ` and ${silent.length - 3} more` : "";
  return ` Changed and silent: ${silent.slice(0, 3).join(", ")}${more}.`;
}

/** One or two sentences: what the rows are about, and what they leave out; empty without a preview. */
export function previewRemark({ preview }: Report): string {
  if (preview === undefined) return "";
  const { paths, rules, trouble } = preview;
  const names = paths.slice(0, 3).map((path) => `\`${path}\``);
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : "";
  const judged = `This change touches ${names.join(", ")}${more} and is judged by what base has there.`;
  if (trouble !== undefined && rules.length > 0) {
    return `${judged} Once it is merged, other things are found on a change like this; ${trouble}.`;
  }
  if (trouble !== undefined) return `${judged} What comes with the merge is not known: ${trouble}.`;
  if (!rules.some(findsAnything)) {
    return `${judged} Once it is merged, the same is found ${scope(preview)}.${silentWords(preview)}`;
  }
  return `${judged} Once it is merged, other things are found ${scope(preview)}.${silentWords(preview)}`;
}

/** What owners have to know of the rules that the change brings, a sentence each. */
export function previewNotes({ preview }: Report): readonly string[] {
  return preview?.notes ?? [];
}

function scope({ looked, of }: RulesPreview): string {
  if (of === 0) return "on a change like this";
  if (looked === of) return `here and in the whole tree (${plural(of, "file")})`;
  return `here and in the tree (the first ${looked} of ${of} files that these rules look at; the rest was left out)`;
}

function strengthWords(strength: Strength | undefined): string {
  if (strength === undefined) return "off";
  return strength.mode === "enforce" ? strength.severity : `${strength.severity}, ${strength.mode}`;
}

function step(before: string, after: string): string {
  return before === after ? after : `${before} → ${after}`;
}
