/**
 * Packages of yum that are installed in whatever version there is.
 *
 * Why: the same Dockerfile builds other software tomorrow, and nobody can say which commit changed it.
 *
 * Off by default: repositories delete old versions, and a pinned build then fails.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN yum install -y nginx
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN yum install -y nginx-1.20.1
 * ```
 *
 * Mend: write the version.
 *
 * Waive: `# plumbline-disable-next-line style/docker/unpinned-yum-packages -- reason`
 */

import { unpinnedCheck } from "./reading/unpinned.ts";

export default unpinnedCheck(["yum"]);
