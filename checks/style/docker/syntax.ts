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
import { syntaxFindings } from "../syntax-findings.ts";

const check: FileCheck<object, DockerfileDocument> = {
  scope: "file",
  languages: ["dockerfile"],
  kinds: ["dockerfile"],
  look: (document) => ({ findings: syntaxFindings(document) }),
};
export default check;
