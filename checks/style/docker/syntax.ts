/**
 * Dockerfiles that cannot be read.
 *
 * Why: the builder refuses the whole file, and everything that waits for the image with it.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUNN apt-get update
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update
 * ```
 *
 * Mend: mend the line.
 *
 * Waive: `# plumbline-disable-next-line style/docker/syntax -- reason`
 */

import type { FileCheck } from "../../../core/check.ts";
import type { DockerfileDocument } from "../../../languages/parsed.ts";

const check: FileCheck<object, DockerfileDocument> = {
  scope: "file",
  languages: ["dockerfile"],
  kinds: ["dockerfile"],
  look({ path, problems }) {
    return {
      findings: problems.map(({ message, advice, range }) => ({
        message,
        ...(advice !== undefined && { advice }),
        at: { path, range },
      })),
    };
  },
};
export default check;
