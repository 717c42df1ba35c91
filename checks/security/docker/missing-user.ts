/**
 * Images that never leave root.
 *
 * Why: without a `USER` the program runs as root, and what breaks into it is root as well.
 *
 * Off by default: a base image may have chosen a user, and what starts the container can.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * CMD ["server"]
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * USER 10001
 * CMD ["server"]
 * ```
 *
 * Mend: add a `USER`.
 *
 * Waive: `# plumbline-disable-next-line security/docker/missing-user -- reason`
 */

import { dockerfileCheck, finalStages } from "../../style/docker/reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages }) => {
  const chain = finalStages(stages);
  const [last] = chain;
  const base = chain.at(-1)?.image;
  if (!last || base === "scratch" || base === undefined || /nonroot|rootless|unprivileged/u.test(base)) return [];
  if (chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === "USER"))) return [];
  return [
    {
      place: last.from.range,
      says: "This image never changes its user, which is root unless the base image says otherwise.",
      mend: "Add a `USER` that has only the rights it needs.",
    },
  ];
});
