/**
 * `RUN` lines that exchange the shell.
 *
 * Why: programs that rely on `/bin/sh` break in ways that nobody looks for there.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN ln -sf /bin/bash /bin/sh
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * SHELL ["/bin/bash", "-c"]
 * ```
 *
 * Mend: use `SHELL`.
 *
 * Waive: `# plumbline-disable-next-line style/docker/shell-link -- reason`
 */

import { operandsOf, textOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ commands }) =>
  commands.flatMap((each) => {
    const isLink = each.name === "ln" && textOf(operandsOf(each).at(-1)) === "/bin/sh";
    const isOther = each.name === "powershell" && each.script.tree.body.items[0]?.range[0] === each.command.range[0];
    if (!isLink && !isOther) return [];
    const says = isLink
      ? "This exchanges `/bin/sh` for every program in the image."
      : "Each such line starts another shell inside the one that runs it.";
    return [{ place: each.command.range, says, mend: "Choose the shell of later lines with `SHELL`." }];
  }),
);
