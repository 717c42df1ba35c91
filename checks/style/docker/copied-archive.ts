/**
 * Archives that are copied, and unpacked by a `RUN` further down.
 *
 * Why: the archive stays in the image beside what was in it; `ADD` unpacks it and leaves nothing behind.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * COPY rootfs.tar.gz /tmp/
 * RUN tar -xzf /tmp/rootfs.tar.gz -C /
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * ADD rootfs.tar.gz /
 * ```
 *
 * Mend: write `ADD` and the folder that it goes to.
 *
 * Waive: `# plumbline-disable-next-line style/docker/copied-archive -- reason`
 */

import { sketchOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck, isThrownAway } from "./reading/dockerfile-check.ts";

/** What `ADD` unpacks by itself; zip files it does not. */
const archive = /\.(?:tar|tar\.(?:gz|bz2|xz|zst|lzma|Z)|tgz|tbz2?|txz|tb2|tlz|tzst)$/u;

export default dockerfileCheck((view) =>
  view.stages.flatMap((stage) => {
    if (isThrownAway(stage, view)) return [];
    return stage.instructions.flatMap(({ keyword, flags, words, range }) => {
      if (keyword !== "COPY" || flags.some(({ name }) => name === "from")) return [];
      return words.slice(0, -1).flatMap((word) => {
        const name = word.value.slice(word.value.lastIndexOf("/") + 1);
        if (!archive.test(name) || /[$*?[]/u.test(name)) return [];
        const unpacking = view.commands.find(
          (each) =>
            each.script.stage === stage &&
            each.name === "tar" &&
            each.command.range[0] > range[1] &&
            each.arguments.map(sketchOf).some((argument) => argument === name || argument.endsWith(`/${name}`)) &&
            each.arguments.map(sketchOf).some((argument) => /^-?[a-zA-Z]*x|^--(?:extract|get)$/u.test(argument)),
        );
        if (!unpacking) return [];
        const says = `\`${name}\` stays in the image beside what is unpacked out of it further down.`;
        return [{ place: word.range, says, mend: "Write `ADD`, which unpacks it by itself." }];
      });
    });
  }),
);
