/**
 * Images that run as root.
 *
 * Why: whoever breaks out of the program is root in the container, and with one flaw of the kernel on the machine.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * USER root
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
 * Mend: end with a `USER` of its own.
 *
 * Waive: `# plumbline-disable-next-line security/docker/root-user -- reason`
 */

import { dockerfileCheck, finalStages } from "../../style/docker/reading/dockerfile-check.ts";

const isRoot = /^(?:root|0)(?::.*)?$/u;

export default dockerfileCheck(({ stages }) => {
  const users = finalStages(stages).flatMap(({ instructions }) =>
    instructions.filter(({ keyword }) => keyword === "USER").toReversed(),
  );
  const [last] = users;
  if (!last || !isRoot.test(last.words[0]?.value ?? "")) return [];
  return [
    {
      place: last.range,
      says: "The image ends with the user root, so its program runs with every right in the container.",
      mend: "End with a `USER` that has only the rights it needs.",
    },
  ];
});
