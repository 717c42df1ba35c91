/**
 * Stages with names that mean something else already.
 *
 * Why: whoever names the stage gets nothing at all, or the folder that is built, in its place.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7 AS scratch
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7 AS base
 * ```
 *
 * Mend: give it another name.
 *
 * Waive: `# plumbline-disable-next-line style/docker/reserved-stage-name -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

const reserved: ReadonlyMap<string, string> = new Map([
  ["scratch", "the empty image"],
  ["context", "the folder that is built"],
]);

export default dockerfileCheck(({ stages }) =>
  stages.flatMap(({ name = "", nameRange }) => {
    const meaning = reserved.get(name);
    if (meaning === undefined || !nameRange) return [];
    return [
      { place: nameRange, says: `\`${name}\` means ${meaning}, not this stage.`, mend: "Give the stage another name." },
    ];
  }),
);
