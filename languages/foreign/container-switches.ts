/** What `.hadolint.yaml` and `.shellcheckrc` switch off: the checks of ours all of whose counterparts they ignore. */

import { dataOf } from "../data.ts";
import { sectionOf } from "../kubernetes/section.ts";
import { shellcheckIds } from "../shell/shellcheck-waivers.ts";
import { parseYaml } from "../yaml/parse.ts";
import { counterpartsOf, type ForeignTool } from "./counterparts.ts";

export interface ContainerSwitches {
  readonly switchesOff: (check: string) => boolean;
}

/** A configuration beyond this was not written by hand. */
const longest = 256_000;

/** Honoured is `ignored`; levels of `override` are hadolint's own. Of a text that does not parse, nothing. */
export function readHadolintSwitches(text: string): ContainerSwitches {
  if (text.length > longest) return { switchesOff: () => false };
  const { tree, problems } = parseYaml(text);
  if (problems.length > 0) return { switchesOff: () => false };
  const ignored = sectionOf(dataOf(tree.documents[0]?.content))
    .at("ignored")
    .items()
    .flatMap((item) => item.text()?.toLowerCase() ?? []);
  return ignoring(ignored, "hadolint");
}

/** Honoured is `disable=`, on any line. */
export function readShellcheckSwitches(text: string): ContainerSwitches {
  if (text.length > longest) return { switchesOff: () => false };
  const ignored = text
    .split("\n")
    .filter((line) => /^\s*disable=/u.test(line))
    .flatMap((line) => shellcheckIds(`shellcheck ${line.trim()}`));
  return ignoring(ignored, "shellcheck");
}

function ignoring(ids: readonly string[], tool: ForeignTool): ContainerSwitches {
  const ignored = new Set(ids);
  const counterparts = [...counterpartsOf(tool)];
  return {
    switchesOff(check) {
      const asking = counterparts.filter(([, checks]) => checks.includes(check)).map(([id]) => id);
      return asking.length > 0 && asking.every((id) => ignored.has(id));
    },
  };
}
