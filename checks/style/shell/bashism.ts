/**
 * Scripts for `sh` that only bash understands.
 *
 * Why: where `sh` is dash, as on Debian and Ubuntu, they fail half-way, or test something else.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/sh
 * if [[ $BRANCH == release/* ]]; then
 *   exit 0
 * fi
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * if [[ $BRANCH == release/* ]]; then
 *   exit 0
 * fi
 * ```
 *
 * Mend: name bash in the first line, or write what every shell understands.
 *
 * Waive: `# plumbline-disable-next-line style/shell/bashism -- reason`
 */

import type { RunScript } from "../../../languages/dockerfile/run-script.ts";
import type { ShellScript } from "../../../languages/shell/script.ts";
import { bashFeatures } from "./reading/bash-features.ts";
import { shellCheck, shown } from "./reading/shell-check.ts";

export default shellCheck((script) => {
  if ((script.dialect !== "sh" && script.dialect !== "dash") || mayBeBusybox(script)) return [];
  return bashFeatures.flatMap(({ what, instead, find }) => {
    const place = find(script);
    if (!place) return [];
    const says = `${what} is bash's, and this is run by \`sh\`: ${shown(script.textAt(place))}.`;
    return [{ place, says, mend: `${instead} Or have bash run it.` }];
  });
});

/** BusyBox takes much of it, and which shell an unknown image has is not known. */
function mayBeBusybox(script: ShellScript & Partial<RunScript>): boolean {
  return script.isBusybox === true || script.form === "exec";
}
