/**
 * `cd` into a relative folder in `RUN`.
 *
 * Why: the next line starts in the old folder again, and what a relative path means depends on the line before.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * WORKDIR /srv
 * RUN cd assets && make
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * WORKDIR /srv/assets
 * RUN make
 * ```
 *
 * Mend: set `WORKDIR`.
 *
 * Waive: `# plumbline-disable-next-line style/docker/cd-in-run -- reason`
 */

import { sketchOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ commands }) =>
  commands.flatMap(({ name, arguments: [target], command, script }) => {
    if (name !== "cd" || !target || script.form === "here-document") return [];
    // Only what the line begins with: further down it follows from what the script did.
    const isFirst = script.tree.body.items[0]?.range[0] === command.range[0];
    if (!isFirst || /^[/\0~-]/u.test(sketchOf(target))) return [];
    const says = "Only this line runs in that folder; the next one starts where `WORKDIR` says.";
    return [{ place: command.range, says, mend: "Set `WORKDIR`." }];
  }),
);
