/** `plumbline rules simulate`: what a rule set would have said of the changes that were merged last. */

import { availableParallelism } from "node:os";
import { simulate } from "../../core/simulate.ts";
import { openToolbox } from "../../engine/toolbox.ts";
import { simulationText } from "../../reporters/simulation.ts";
import { openMergedHistory } from "../../sources/git/history.ts";
import type { Call, ExitCode } from "../command.ts";
import { UsageError } from "../command.ts";
import { folderRuleSet } from "../folder-rules.ts";
import { showProgress } from "../progress.ts";

const usualCount = 50;
const mostChanges = 10_000;

export async function simulateRules(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const last = readCount(call.text("last"));
  const [{ ruleSet, isBroken }, history] = await Promise.all([
    folderRuleSet(call),
    openMergedHistory({ directory: terminal.cwd(), from: call.text("from"), last }),
  ]);
  if (history.changes.length === 0) throw new UsageError(`nothing was merged to \`${history.name}\` yet`);
  const progress = showProgress(terminal, false);
  const toolbox = openToolbox({ workers: Math.min(4, availableParallelism()), cache: true });
  const measuring = openToolbox({ workers: 0 });
  try {
    const { changes } = history;
    const simulation = await simulate({
      changes,
      ruleSet,
      toolbox: { ...toolbox, progress: progress.take },
      measuring,
    });
    progress.end();
    const about = { of: history.name, rules: ruleSet.origin };
    const text =
      call.text("format") === "json"
        ? `${JSON.stringify({ ...about, ...simulation }, null, 2)}\n`
        : simulationText(simulation, about);
    terminal.stdout.write(text);
    return isBroken ? 2 : 0;
  } finally {
    progress.end();
    await Promise.all([toolbox.close(), measuring.close()]);
  }
}

function readCount(said: string | undefined): number {
  if (said === undefined) return usualCount;
  const count = Number(said);
  if (Number.isSafeInteger(count) && count >= 1 && count <= mostChanges) return count;
  throw new UsageError(`\`--last ${said}\` is no number of changes from 1 to ${mostChanges.toLocaleString("en")}`);
}
