/**
 * `apt` in scripts.
 *
 * Why: `apt` is made for people: its options and its output change without notice, and it says so itself.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt update
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update
 * ```
 *
 * Mend: use `apt-get` and `apt-cache`.
 *
 * Waive: `# plumbline-disable-next-line style/docker/apt-command -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ commands }) =>
  commands
    .filter(({ name }) => name === "apt")
    .map(({ at }) => ({
      place: at,
      says: "`apt` is made for people at a terminal, and warns that scripts cannot rely on it.",
      mend: "Use `apt-get`, or `apt-cache`.",
    })),
);
