/**
 * Packages that are installed in whatever version there is.
 *
 * Why: the same Dockerfile builds other software tomorrow, and nobody can say which commit changed it.
 *
 * Off by default: distributions delete old versions, and a pinned build then fails.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update && apt-get install -y --no-install-recommends nginx
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update && apt-get install -y --no-install-recommends nginx=1.22.1-9
 * ```
 *
 * Mend: write the version.
 *
 * Waive: `# plumbline-disable-next-line style/docker/unpinned-packages -- reason`
 */

import { sketchOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck, type RunCommand } from "./reading/dockerfile-check.ts";
import { installationOf, unwrapped } from "./reading/packages.ts";

export default dockerfileCheck(({ commands }) =>
  commands.flatMap((each) => {
    if (each.name === "go") return unpinnedModules(each);
    const installation = installationOf(each);
    if (!installation || (installation.hasVersionOption && installation.packages.length < 2)) return [];
    const { manager, packages } = installation;
    const loose = packages.filter(({ name }) => isName(name) && !manager.isPinned(name));
    const [first] = loose;
    if (!first) return [];
    const others = loose.length === 1 ? "" : ` and ${loose.length - 1} more`;
    const says = `\`${first.name}\`${others} comes in whatever version \`${unwrapped(each).name}\` finds at the time.`;
    return [{ place: each.command.range, says, mend: `Write \`${manager.form}\`.` }];
  }),
);

/** Something that is filled in, a path, a redirection of words: nothing that a version could be asked of. */
function isName(name: string): boolean {
  return /^@?[A-Za-z0-9][\w.+\-[\],/:@=<>~]*$/u.test(name);
}

function unpinnedModules({ command, arguments: [verb, ...words] }: RunCommand): readonly {
  readonly place: readonly [number, number];
  readonly says: string;
  readonly mend: string;
}[] {
  if (!verb || sketchOf(verb) !== "install") return [];
  return words.map(sketchOf).flatMap((name) => {
    if (
      !/^[\w.-]+\.[a-z]+\/\S+$/u.test(name) ||
      (name.includes("@") && !name.endsWith("@latest")) ||
      name.includes("\0")
    )
      return [];
    const says = `\`${name}\` is built in whatever version there is at the time.`;
    return [{ place: command.range, says, mend: "Write `PATH@VERSION`." }];
  });
}
