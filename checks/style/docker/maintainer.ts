/**
 * The deprecated `MAINTAINER`.
 *
 * Why: builders warn about it, and tools that look for whom to call read labels.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * MAINTAINER platform@example.com
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * LABEL org.opencontainers.image.authors="platform@example.com"
 * ```
 *
 * Mend: use a label.
 *
 * Waive: `# plumbline-disable-next-line style/docker/maintainer -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ instructions }) =>
  instructions
    .filter(({ keyword }) => keyword === "MAINTAINER")
    .map(({ keywordRange }) => ({
      place: keywordRange,
      says: "`MAINTAINER` is deprecated, and nothing reads it any more.",
      mend: "Write `LABEL org.opencontainers.image.authors=…`.",
    })),
);
