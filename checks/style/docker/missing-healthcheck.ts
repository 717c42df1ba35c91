/**
 * Images without a `HEALTHCHECK`.
 *
 * Why: a process that runs and answers nothing looks healthy to whoever starts the container.
 *
 * Off by default: Kubernetes ignores it and asks by probes of its own.
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
 * HEALTHCHECK CMD ["server", "--check"]
 * CMD ["server"]
 * ```
 *
 * Mend: add one, or `HEALTHCHECK NONE` where something else asks.
 *
 * Waive: `# plumbline-disable-next-line style/docker/missing-healthcheck -- reason`
 */

import { dockerfileCheck, finalStages } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages }) => {
  const chain = finalStages(stages);
  const [last] = chain;
  if (!last || chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === "HEALTHCHECK")))
    return [];
  return [
    {
      place: last.from.range,
      says: "Nothing in this image says how to find out whether its program still answers.",
      mend: "Add a `HEALTHCHECK`, or `HEALTHCHECK NONE` where the orchestrator asks by itself.",
    },
  ];
});
