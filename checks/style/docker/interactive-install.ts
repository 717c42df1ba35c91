/**
 * Installations that wait for an answer.
 *
 * Why: nobody sits at the terminal of a build, so it stops there and fails.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update && apt-get install nginx
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update && apt-get install -y nginx
 * ```
 *
 * Mend: say yes in advance.
 *
 * Waive: `# plumbline-disable-next-line style/docker/interactive-install -- reason`
 */

import { optionsOf, sketchOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck, type RunCommand } from "./reading/dockerfile-check.ts";
import { installationOf } from "./reading/packages.ts";

const yes: Readonly<Record<string, readonly string[]>> = {
  "apt-get": ["y", "yes", "assume-yes", "s", "simulate", "dry-run", "just-print"],
  apt: ["y", "yes", "assume-yes"],
  aptitude: ["y", "assume-yes"],
  yum: ["y", "assumeyes"],
  dnf: ["y", "assumeyes"],
  microdnf: ["y", "assumeyes"],
  tdnf: ["y", "assumeyes"],
  zypper: ["y", "n", "non-interactive", "no-confirm"],
};

export default dockerfileCheck(({ commands, instructions }) =>
  commands.flatMap((each) => {
    if (!Object.hasOwn(yes, each.name) || !installationOf(each) || saysYes(each)) return [];
    if (isAnswered(each) || instructions.some(({ bodyText }) => /assume-?yes|assumeyes=/iu.test(bodyText))) return [];
    const flag = each.name === "zypper" ? "-n" : "-y";
    const says = `\`${each.name}\` asks before it installs, and nobody answers while an image is built.`;
    return [{ place: each.command.range, says, mend: `Add \`${flag}\`.` }];
  }),
);

function saysYes(each: RunCommand): boolean {
  const options = optionsOf(each);
  if (yes[each.name]?.some((option) => options.has(option)) === true) return true;
  if (each.name !== "apt-get" && each.name !== "apt")
    return each.arguments.some((word) => sketchOf(word).startsWith("\0"));
  const words = each.arguments.map(sketchOf);
  const quiet = words.join(" ").match(/(?:^| )-q(?= |$)/gu)?.length ?? 0;
  return quiet > 1 || words.some((word) => /^-\w*qq|^-q=[2-9]|^--quiet=[2-9]|^\0/u.test(word));
}

/** `yes | apt-get install …`. */
function isAnswered({ script, command }: RunCommand): boolean {
  return script.tree.body.items.some(({ pipelines }) =>
    pipelines.some(({ commands }) => commands.indexOf(command) > 0),
  );
}
