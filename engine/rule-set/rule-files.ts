/** Which files of a change decide what is found: rule sets, and configurations of other tools that switch rules off. */

import { isDirectoryFile } from "../../checks/schema/plumbline-rules/directory-file.ts";
import { ruleSetPath } from "../../checks/schema/plumbline-rules/read.ts";
import type { Differential } from "../../core/differential.ts";
import type { Toolbox } from "../../core/toolbox.ts";

/** Sorted; a file that is gone, or had such a name before, counts, too. */
export function ruleFilesOf({ files }: Differential, { isSwitches }: Toolbox): readonly string[] {
  const paths = files.flatMap(({ path, previousPath }) => (previousPath === undefined ? [path] : [path, previousPath]));
  const decides = (path: string) => path === ruleSetPath || isDirectoryFile(path) || isSwitches?.(path) === true;
  return [...new Set(paths.filter(decides))].sort();
}
