/**
 * Programs that `go install` builds in whatever version there is.
 *
 * Why: the same Dockerfile builds other software tomorrow, and nobody can say which commit changed it.
 *
 * Off by default.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN go install example.com/tool@latest
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN go install example.com/tool@v1.4.2
 * ```
 *
 * Mend: write the version.
 *
 * Waive: `# plumbline-disable-next-line style/docker/unpinned-go-packages -- reason`
 */

import { sketchOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ commands }) =>
  commands.flatMap(({ name: program, command, arguments: [verb, ...words] }) => {
    if (program !== "go" || !verb || sketchOf(verb) !== "install") return [];
    return words.map(sketchOf).flatMap((name) => {
      const isVersioned = name.includes("@") && !name.endsWith("@latest");
      if (isVersioned || name.includes("\0") || !/^[\w.-]+\.[a-z]+\/\S+$/u.test(name)) return [];
      const says = `\`${name}\` is built in whatever version there is at the time.`;
      return [{ place: command.range, says, mend: "Write `PATH@VERSION`." }];
    });
  }),
);
