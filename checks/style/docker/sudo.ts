/**
 * `sudo` in `RUN`.
 *
 * Why: a build runs as root anyway, and elsewhere sudo passes signals and environment on in surprising ways.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN sudo apt-get update
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update
 * ```
 *
 * Mend: drop it, or switch with `USER`.
 *
 * Waive: `# plumbline-disable-next-line style/docker/sudo -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ commands }) =>
  commands
    .filter(({ starters, name }) => starters.includes("sudo") || name === "sudo")
    .map(({ command }) => ({
      place: command.range,
      says: "`sudo` asks for rights that a build has already, or that `USER` took away on purpose.",
      mend: "Drop it, or switch with `USER root` and back.",
    })),
);
