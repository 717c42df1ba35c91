/**
 * Packages of Node that are installed in whatever version there is.
 *
 * Why: the same Dockerfile builds other software tomorrow, and nobody can say which commit changed it.
 *
 * Off by default. `npm ci` and `npm install` without a name follow the lock file.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN npm install --global pm2
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN npm install --global pm2@5.4.2
 * ```
 *
 * Mend: write the version.
 *
 * Waive: `# plumbline-disable-next-line style/docker/unpinned-npm-packages -- reason`
 */

import { unpinnedCheck } from "./reading/unpinned.ts";

export default unpinnedCheck(["npm"]);
