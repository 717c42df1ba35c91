/** Where a change touches the rules: what its own version of them would find, read at its head and asked of nobody yet. */

import type { Differential } from "../../core/differential.ts";
import type { PreviewLimits, RulesPreview } from "../../core/preview.ts";
import { previewRules } from "../../core/preview.ts";
import type { Report } from "../../core/report.ts";
import type { Toolbox } from "../../core/toolbox.ts";
import { effectiveRuleSet, type RuleSetSource } from "./effective.ts";
import { ruleFilesOf } from "./rule-files.ts";

export interface PreviewRequest {
  readonly differential: Differential;
  /** Of the change, by the rules in force. */
  readonly report: Report;
  /** Where the rules in force are read. */
  readonly source: RuleSetSource;
  readonly toolbox: Toolbox;
  readonly limits?: PreviewLimits;
}

const usualLimits: PreviewLimits = { files: 2_000, milliseconds: 10_000 };

/** The report with its preview, if one is due. Never throws but where it is told to stop: nothing hangs on a preview. */
export async function withPreview({ differential, report, source, ...rest }: PreviewRequest): Promise<Report> {
  const { toolbox, limits = usualLimits } = rest;
  const paths = ruleFilesOf(differential, toolbox);
  if (paths.length === 0 || differential.trusted === differential.head) return report;
  const without = (trouble: string): RulesPreview => ({ paths, rules: [], looked: 0, of: 0, trouble });
  try {
    // The whole tree is looked at: the directories above the change are not all that have a say.
    const { previousVersions: older, changed: _changed, ...lasting } = source;
    const [now, then] = await Promise.all([
      effectiveRuleSet({ ...lasting, ...(older && { previousVersions: older }) }),
      effectiveRuleSet({ ...lasting, base: differential.head, label: "this change" }),
    ]);
    if (then.problems.some(({ path }) => paths.includes(path)))
      return { ...report, preview: without("its own version does not validate") };
    const question = { differential, paths, now: now.ruleSet, then: then.ruleSet, report, toolbox, limits };
    const preview = await previewRules(question);
    const notes = newNotes(now.notes, then.notes);
    return { ...report, preview: notes.length === 0 ? preview : { ...preview, notes } };
  } catch (error) {
    if (toolbox.signal?.aborted) throw error;
    return { ...report, preview: without("its own version could not be asked") };
  }
}

/** What is said of these lines already may stand at another line by now. */
function newNotes(now: readonly string[], then: readonly string[]): readonly string[] {
  const withoutLine = (note: string): string => note.replace(/:\d+`/u, "`");
  const known = new Set(now.map(withoutLine));
  return then.filter((note) => !known.has(withoutLine(note)));
}
