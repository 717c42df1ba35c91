/**
 * Images that expose SSH.
 *
 * Why: whoever logs into a container changes what no image and no review holds, and one more door is open to guess passwords at.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * EXPOSE 8080 22
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * EXPOSE 8080
 * ```
 *
 * Mend: delete it; `docker exec` and its like reach a container without a server in it.
 *
 * Waive: `# plumbline-disable-next-line security/docker/ssh-port -- reason`
 */

import { dockerfileCheck } from "../../style/docker/reading/dockerfile-check.ts";

export default dockerfileCheck(({ instructions }) =>
  instructions.flatMap(({ keyword, words }) =>
    words
      .filter(({ value }) => keyword === "EXPOSE" && /^22(?:\/tcp)?$/u.test(value))
      .map(({ range }) => ({
        place: range,
        says: "Port 22 is SSH's, and a container needs no server for it.",
        mend: "Delete the port, and the server.",
      })),
  ),
);
