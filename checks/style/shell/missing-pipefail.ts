/**
 * Pipes in scripts that end on errors, but not on those in a pipe.
 *
 * Why: `set -e` looks at the last command of a pipe alone, so a dump that fails leaves an empty backup and a green run.
 *
 * Off by default: some pipes end early on purpose.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * set -e
 * pg_dump orders | gzip > orders.sql.gz
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * set -eo pipefail
 * pg_dump orders | gzip > orders.sql.gz
 * ```
 *
 * Mend: add `set -o pipefail`.
 *
 * Waive: `# plumbline-disable-next-line style/shell/missing-pipefail -- reason`
 */

import { invocationOf, textOf } from "../../../languages/shell/words.ts";
import { shellCheck } from "./reading/shell-check.ts";
import { endsOnErrors } from "./reading/state.ts";

const harmless = new Set(["echo", "printf", "yes", "cat", "true", "ls", "env"]);

export default shellCheck((script) => {
  const { survey, options, dialect, isEmbedded } = script;
  if (isEmbedded || options.has("pipefail") || !endsOnErrors(script) || (dialect !== "bash" && dialect !== "ksh"))
    return [];
  const setsIt = survey
    .all("ShellSimpleCommand")
    .some(
      (command) =>
        invocationOf(command).name === "set" &&
        command.words.some((word) => textOf(word)?.includes("pipefail") === true),
    );
  const pipe = survey.all("ShellPipeline").find(({ commands: [first, second] }) => {
    if (!second || first?.type !== "ShellSimpleCommand") return false;
    return !harmless.has(invocationOf(first).name);
  });
  if (setsIt || !pipe) return [];
  return [
    {
      place: pipe.range,
      says: "This script ends on errors, yet only the last command of this pipe counts.",
      mend: "Write `set -o pipefail` at its beginning.",
    },
  ];
});
