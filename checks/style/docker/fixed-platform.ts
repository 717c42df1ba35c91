/**
 * Stages that are built for one platform only.
 *
 * Why: an image that is built elsewhere then holds programs for another processor, which start slowly under emulation, or not at all.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM --platform=linux/amd64 debian:12.7
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM --platform=$BUILDPLATFORM debian:12.7
 * ```
 *
 * Mend: leave the flag to whoever builds, or use `$BUILDPLATFORM`.
 *
 * Waive: `# plumbline-disable-next-line style/docker/fixed-platform -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages }) =>
  stages.flatMap(({ from }) => {
    const flag = from.flags.find(({ name }) => name === "platform");
    if (flag?.value === undefined || flag.value.includes("$")) return [];
    return [
      {
        place: flag.range,
        says: `\`${flag.value}\` is fixed here, whatever platform the image is built for.`,
        mend: "Use `$BUILDPLATFORM` or `$TARGETPLATFORM`, or pass the platform to the build.",
      },
    ];
  }),
);
