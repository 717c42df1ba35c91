/**
 * Pipes in `RUN` whose first command may fail unseen.
 *
 * Why: a shell looks at the last command of a pipe alone, so a download that fails leaves a build that succeeds.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN curl -fsS https://example.com/key.asc | gpg --dearmor -o /usr/share/keyrings/example.gpg
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * SHELL ["/bin/bash", "-o", "pipefail", "-c"]
 * RUN curl -fsS https://example.com/key.asc | gpg --dearmor -o /usr/share/keyrings/example.gpg
 * ```
 *
 * Mend: set `pipefail`.
 *
 * Waive: `# plumbline-disable-next-line style/docker/missing-pipefail -- reason`
 */

import type { ShellPipeline } from "../../../languages/shell/tree.ts";
import { surveyShell, type ShellSurvey } from "../../../languages/shell/survey.ts";
import { invocationOf, textOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ document }) =>
  document.scripts.flatMap(({ tree, options, problems, dialect, form }) => {
    if (options.has("pipefail") || problems.length > 0 || form === "exec") return [];
    const survey = surveyShell(tree);
    const setsIt = survey
      .all("ShellSimpleCommand")
      .some(
        (command) => invocationOf(command).name === "set" && command.words.some((word) => textOf(word) === "pipefail"),
      );
    const pipe = survey.all("ShellPipeline").find((each) => each.commands.length > 1 && decides(each, survey));
    if (setsIt || !pipe) return [];
    // `echo … | tee` cannot fail at its beginning.
    const first = pipe.commands[0];
    const name = first?.type === "ShellSimpleCommand" ? invocationOf(first).name : "";
    if (["echo", "printf", "yes", "true", ":", "pwsh", "powershell"].includes(name)) return [];
    const how = dialect === "bash" ? "`set -o pipefail`" : '`SHELL ["/bin/bash", "-o", "pipefail", "-c"]`';
    const says = "Only the last command of this pipe decides whether the build goes on.";
    return [{ place: pipe.range, says, mend: `Write ${how} before it.` }];
  }),
);

/** What is asked, or only printed into a variable, decides nothing by its status. */
function decides(pipe: ShellPipeline, survey: ShellSurvey): boolean {
  return ![...survey.above(pipe)].some((above) => above.type === "ShellSubstitution" || above.type === "ShellBranch");
}
