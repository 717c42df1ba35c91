/** `plumbline rules validate [FILE]`: whether a rule set is sound above those that it inherits from. */

import { dirname, relative, resolve, sep } from "node:path";
import { isDirectoryFile } from "../../checks/schema/plumbline-rules/directory-file.ts";
import { ruleSetPath } from "../../checks/schema/plumbline-rules/read.ts";
import { effectiveRuleSet } from "../../engine/rule-set/effective.ts";
import type { Layer } from "../../engine/rule-set/layer.ts";
import { readLayers } from "../../engine/rule-set/read-layers.ts";
import { openFolder } from "../../sources/folder.ts";
import type { Call, ExitCode } from "../command.ts";
import { configuredFolder } from "../folder-rules.ts";
import { withOwners } from "../owners-rules.ts";
import { problemLines, readText } from "../rule-set.ts";

export async function validateRules(call: Call, named: string | undefined): Promise<ExitCode> {
  const { cwd, stdout } = call.terminal;
  const folder = configuredFolder(cwd());
  const location = named === undefined ? resolve(folder, ruleSetPath) : resolve(cwd(), named);
  const shownAs = relative(cwd(), location);
  const text = await readText(location, shownAs);

  const { head } = await openFolder({ directory: folder, paths: [] });
  const source = await withOwners(call, { base: head }, folder);
  const { layers: inForce } = await effectiveRuleSet(source);
  const path = relative(folder, location).split(sep).join("/");
  const isDirectorys = isDirectoryFile(path);
  const { layers, problems } = await readLayers(text, {
    path,
    shownAs,
    level: isDirectorys ? "directory" : "repository",
    below: isDirectorys ? inForce.filter(({ level }) => level !== "directory") : organisations(inForce),
    readRemote: source.readRemote,
    ...(isDirectorys && { directory: dirname(path) }),
  });
  const own = layers?.at(-1)?.file;
  if (own === undefined) {
    stdout.write(`${problemLines(problems)}\n`);
    return 2;
  }
  stdout.write(`${shownAs} is sound: ${own.rules.length === 1 ? "1 entry" : `${own.rules.length} entries`}\n`);
  return 0;
}

/** What the organisation says, and what that extends. */
function organisations(layers: readonly Layer[]): readonly Layer[] {
  return layers.slice(0, layers.findLastIndex(({ level }) => level === "organisation") + 1);
}
