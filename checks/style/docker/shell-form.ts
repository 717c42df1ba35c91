/**
 * `CMD` and `ENTRYPOINT` that start a shell.
 *
 * Why: the shell is the first process and does not pass signals on, so that the program is killed half-way when the container stops.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * CMD server --port 8080
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * CMD ["server", "--port", "8080"]
 * ```
 *
 * Mend: write the words as a JSON list.
 *
 * Waive: `# plumbline-disable-next-line style/docker/shell-form -- reason`
 */

import { dockerfileCheck, isThrownAway } from "./reading/dockerfile-check.ts";

export default dockerfileCheck((view) =>
  view.stages.flatMap((stage) => {
    const { instructions } = stage;
    if (isThrownAway(stage, view)) return [];
    // Whoever chooses the shell wants one.
    if (instructions.some(({ keyword }) => keyword === "SHELL")) return [];
    return instructions.flatMap(({ keyword, form, body, bodyText }) => {
      if ((keyword !== "CMD" && keyword !== "ENTRYPOINT") || form === "json" || bodyText === "") return [];
      // `exec` makes the program the first process.
      if (/^exec\s/u.test(bodyText)) return [];
      const says = `\`${keyword}\` starts a shell, which does not pass the signal to stop on to the program.`;
      return [{ place: body, says, mend: 'Write it as a list: `["program", "argument"]`.' }];
    });
  }),
);
