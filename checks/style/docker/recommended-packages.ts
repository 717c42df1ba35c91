/**
 * `apt-get install` with everything that is recommended.
 *
 * Why: what packages recommend is for desktops: it makes the image larger and adds programs that have flaws of their own.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update && apt-get install -y nginx
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update && apt-get install -y --no-install-recommends nginx
 * ```
 *
 * Mend: add `--no-install-recommends`.
 *
 * Waive: `# plumbline-disable-next-line style/docker/recommended-packages -- reason`
 */

import { sketchOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";
import { installationOf } from "./reading/packages.ts";

export default dockerfileCheck(({ commands, instructions }) => {
  if (instructions.some(({ bodyText }) => /Install-Recommends\s+"?(?:false|0)/iu.test(bodyText))) return [];
  return commands.flatMap((each) => {
    if ((each.name !== "apt-get" && each.name !== "apt") || !installationOf(each)) return [];
    const text = each.arguments.map(sketchOf).join(" ");
    if (/--no-install-recommends|install-recommends=(?:false|0|no)|\0/iu.test(text)) return [];
    const says = `\`${each.name}\` installs what is recommended as well, which a container hardly needs.`;
    return [{ place: each.command.range, says, mend: "Add `--no-install-recommends`." }];
  });
});
