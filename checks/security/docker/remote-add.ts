/**
 * Files that are fetched into an image unchecked.
 *
 * Why: whoever controls the address, or the way to it, decides what is in the image.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * ADD https://example.com/agent.tar.gz /opt/
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * ADD --checksum=sha256:d2eb56950b84efe34f966a2b92efb1a1a2ea53e7e93b94cdf45a27cf3cd47fc0 https://example.com/agent.tar.gz /opt/
 * ```
 *
 * Mend: name the checksum.
 *
 * Waive: `# plumbline-disable-next-line security/docker/remote-add -- reason`
 */

import { dockerfileCheck } from "../../style/docker/reading/dockerfile-check.ts";

export default dockerfileCheck(({ instructions }) =>
  instructions.flatMap(({ keyword, words, flags }) => {
    if (keyword !== "ADD" || flags.some(({ name }) => name === "checksum")) return [];
    return words
      .slice(0, -1)
      .filter(({ value }) => /^["']?(?:https?|ftp):/u.test(value) && !/\.git(?:#.*)?$/u.test(value))
      .map(({ range }) => ({
        place: range,
        says: "Nothing checks what this address returns before it becomes a part of the image.",
        mend: "Add `--checksum=sha256:…`.",
      }));
  }),
);
