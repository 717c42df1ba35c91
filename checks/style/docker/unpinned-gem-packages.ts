/**
 * Packages of Ruby that are installed in whatever version there is.
 *
 * Why: the same Dockerfile builds other software tomorrow, and nobody can say which commit changed it.
 *
 * Off by default.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN gem install bundler
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN gem install bundler:2.5.20
 * ```
 *
 * Mend: write the version.
 *
 * Waive: `# plumbline-disable-next-line style/docker/unpinned-gem-packages -- reason`
 */

import { unpinnedCheck } from "./reading/unpinned.ts";

export default unpinnedCheck(["gem"]);
