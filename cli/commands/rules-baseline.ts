/** `plumbline rules baseline`: writes down what is found today, so that `check` tells only what comes after. */

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { baselineOf, baselinePath, writeBaseline } from "../../core/baseline.ts";
import { review } from "../../core/review.ts";
import { plural } from "../../reporters/wording.ts";
import { openFolder } from "../../sources/folder.ts";
import { readBaselineOf } from "../baseline.ts";
import type { Call, ExitCode } from "../command.ts";
import { configuredFolder, folderRuleSet } from "../folder-rules.ts";
import { showProgress } from "../progress.ts";
import { openRunToolbox } from "../toolbox.ts";

export async function writeFolderBaseline(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const folder = configuredFolder(terminal.cwd());
  const [{ ruleSet, isBroken }, differential] = await Promise.all([
    folderRuleSet(call),
    openFolder({ directory: folder, paths: [] }),
  ]);
  const progress = showProgress(terminal, false);
  const toolbox = openRunToolbox({ isLocal: true, onInspected: progress.inspected });
  try {
    const before = await readBaselineOf(differential.head);
    const entries = baselineOf(await review(differential, ruleSet, { ...toolbox, progress: progress.take }));
    progress.end();
    const location = join(folder, baselinePath);
    await mkdir(dirname(location), { recursive: true });
    await writeFile(location, writeBaseline(entries));
    const known = new Set(before.map(({ fingerprint }) => fingerprint));
    const added = entries.filter(({ fingerprint }) => !known.has(fingerprint)).length;
    const gone = before.length - (entries.length - added);
    terminal.stdout.write(`${baselinePath}: ${plural(entries.length, "finding")} (${added} new, ${gone} gone)\n`);
    return isBroken ? 2 : 0;
  } finally {
    progress.end();
    await toolbox.close();
  }
}
