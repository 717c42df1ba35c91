/**
 * Upgrades of the whole distribution in a build.
 *
 * Why: the image then holds what nobody has chosen, and a new base image is the reviewed way to the same end.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update && apt-get dist-upgrade -y
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.8
 * ```
 *
 * Mend: take a newer base image.
 *
 * Waive: `# plumbline-disable-next-line style/docker/distribution-upgrade -- reason`
 */

import { operandsOf, textOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";

const upgrades: Readonly<Record<string, readonly string[]>> = {
  "apt-get": ["dist-upgrade", "full-upgrade"],
  apt: ["dist-upgrade", "full-upgrade"],
  zypper: ["dist-upgrade", "dup"],
  dnf: ["system-upgrade"],
};

export default dockerfileCheck(({ commands }) =>
  commands.flatMap((each) => {
    const what = textOf(operandsOf(each)[0]) ?? "";
    if (!Object.hasOwn(upgrades, each.name) || upgrades[each.name]?.includes(what) !== true) return [];
    return [
      {
        place: each.command.range,
        says: `\`${each.name} ${what}\` replaces the release that the base image was chosen for.`,
        mend: "Begin with a newer base image.",
      },
    ];
  }),
);
