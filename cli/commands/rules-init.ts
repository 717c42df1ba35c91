/** `plumbline rules init`: writes a first `.github/plumbline.yml` that fits the repository; never over one that is there. */

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ruleSetPath } from "../../checks/schema/plumbline-rules/read.ts";
import { ruleSetPaths } from "../../engine/rule-set/effective.ts";
import { proposeRuleSet } from "../../engine/rule-set/proposed.ts";
import { openFolder } from "../../sources/folder.ts";
import type { Call, ExitCode } from "../command.ts";
import { UsageError } from "../command.ts";
import { configuredFolder } from "../folder-rules.ts";

/** Whoever runs a checkout of their own replaces the owner. */
const schemaAddress = "https://raw.githubusercontent.com/OWNER/plumbline/main/docs/plumbline.schema.json";

export async function initRules(call: Call): Promise<ExitCode> {
  const folder = configuredFolder(call.terminal.cwd());
  const { head } = await openFolder({ directory: folder, paths: [] });
  const contents = await head.read(ruleSetPaths);
  const there = ruleSetPaths.find((path) => (contents.get(path)?.kind ?? "missing") !== "missing");
  if (there !== undefined) throw new UsageError(`\`${there}\` is there already, and is left as it is`);

  const { text, found } = proposeRuleSet(await head.list(""), schemaAddress);
  const location = join(folder, ruleSetPath);
  await mkdir(dirname(location), { recursive: true });
  // `wx`: somebody may have written one in the meantime.
  await writeFile(location, text, { flag: "wx" }).catch((error: unknown) => {
    throw new UsageError(`\`${ruleSetPath}\` cannot be written`, { cause: error });
  });
  const lines = [
    ...found.map((line) => `  ${line}`),
    `wrote ${ruleSetPath}; commit it to the base branch to put it in force`,
  ];
  call.terminal.stdout.write(`${lines.join("\n")}\n`);
  return 0;
}
