/**
 * Packages of Debian and Ubuntu that are installed in whatever version there is.
 *
 * Why: the same Dockerfile builds other software tomorrow, and nobody can say which commit changed it.
 *
 * Off by default: repositories delete old versions, and a pinned build then fails.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get install -y nginx
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get install -y nginx=1.22.1-9
 * ```
 *
 * Mend: write the version.
 *
 * Waive: `# plumbline-disable-next-line style/docker/unpinned-apt-packages -- reason`
 */

import { unpinnedCheck } from "./reading/unpinned.ts";

export default unpinnedCheck(["apt-get", "apt", "aptitude"]);
