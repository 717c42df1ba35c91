/** What `.hadolint.yaml` and `.shellcheckrc` switch off: the checks of ours all of whose counterparts they ignore. */

import { shellcheckIds } from "../shell/shellcheck-waivers.ts";
import { counterpartsOf, type ForeignTool } from "./counterparts.ts";
import { readHadolint } from "./hadolint.ts";

export interface ContainerSwitches {
  readonly switchesOff: (check: string) => boolean;
}

/** A configuration beyond this was not written by hand. */
const longest = 256_000;

export function readHadolintSwitches(text: string): ContainerSwitches {
  return ignoring([...readHadolint(text).ignored], "hadolint");
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
