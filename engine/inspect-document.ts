/** Everything that file checks have to say about one document: one parse, then each check, none able to take another down. */

import type { FileCheck, Observation } from "../core/check.ts";
import { messageOf } from "../core/examine.ts";
import { indexLines } from "../core/text.ts";
import type { Inspection, InspectionResult, InspectionTask } from "../core/toolbox.ts";
import type { LoadedCheck } from "../checks/catalogue-entry.ts";
import { loadLanguage, parseDocument } from "../languages/parse.ts";
import type { ParsedDocument } from "../languages/parsed.ts";
import type { StyleCheck } from "../languages/style-check.ts";
import { bounded } from "./flood.ts";
import type { LintLimits, StyleTask } from "./lint.ts";
import { loadCheck } from "./load-check.ts";
import { failedInspection, inOrder, lost } from "./lost-inspection.ts";

export const limits: LintLimits = { now: () => performance.now(), ruleBudget: 2_000, fileBudget: 5_000 };

type AnyFileCheck = FileCheck<Readonly<Record<string, unknown>>, ParsedDocument>;

/**
 * Never throws: what could not be asked is a gap of the rule that asked. `tell` is told which rules are at work, so
 * that whoever has to kill this thread knows whom to blame.
 */
export async function inspectDocument(
  inspection: Inspection,
  tell: (asking: readonly string[]) => void = () => {},
): Promise<InspectionResult> {
  const { path, tasks } = inspection;
  try {
    const document = await parse(inspection);
    const observations = new Map<string, Observation>();
    const styles: StyleTask[] = [];
    for (const task of tasks) {
      const code = await attemptLoad(task);
      if ("gaps" in code) observations.set(task.rule, code);
      else if ("create" in code) styles.push({ ...task, code });
      else {
        tell([task.rule]);
        observations.set(task.rule, bounded(await look(code, document, task)));
      }
    }
    if (document.unread !== undefined) {
      for (const { rule } of styles) observations.set(rule, unread(document.unread));
    } else if (styles.length > 0) {
      // Loaded when the first style check runs: ESLint is the largest part of a cold start.
      const { lint } = await import("./lint.ts");
      tell(styles.map(({ rule }) => rule));
      for (const [rule, observation] of lint(document, styles, limits)) {
        observations.set(rule, bounded(observation));
      }
    }
    return { path, observations: inOrder(tasks, observations), waivers: document.waivers };
  } catch (error) {
    return failedInspection(inspection, `could not be read: ${messageOf(error)}`);
  }
}

async function parse({ path, text, byteOrderMark, language, kind }: Inspection): Promise<ParsedDocument> {
  await loadLanguage(language);
  return parseDocument({ path, text, byteOrderMark, language, kind, lines: indexLines(text) });
}

async function attemptLoad(task: InspectionTask): Promise<StyleCheck | AnyFileCheck | ReturnType<typeof lost>> {
  try {
    const code = await loadCheck(task.check);
    if (isStyleCheck(code)) return code;
    if (code.scope === "file") return code as unknown as AnyFileCheck;
    return lost("looks at the request, not at files");
  } catch (error) {
    return lost(messageOf(error));
  }
}

/** Checks over nodes have nothing to look at; that is not a silent pass. */
function unread(reason: string): Observation {
  return { findings: [], gaps: [{ reason, cause: "unsupported" }] };
}

function isStyleCheck(code: LoadedCheck): code is StyleCheck {
  return "create" in code;
}

async function look(check: AnyFileCheck, document: ParsedDocument, task: InspectionTask): Promise<Observation> {
  try {
    return await check.look(document, { options: task.options, facts: task.facts });
  } catch (error) {
    return lost(`crashed: ${messageOf(error)}`);
  }
}
