/**
 * Packages of Python that are installed in whatever version there is.
 *
 * Why: the same Dockerfile builds other software tomorrow, and nobody can say which commit changed it.
 *
 * Off by default. A list of requirements (`-r`) is not looked into.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN pip install --no-cache-dir ansible
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN pip install --no-cache-dir ansible==10.4.0
 * ```
 *
 * Mend: write the version.
 *
 * Waive: `# plumbline-disable-next-line style/docker/unpinned-pip-packages -- reason`
 */

import { unpinnedCheck } from "./reading/unpinned.ts";

export default unpinnedCheck(["pip", "pip2", "pip3"]);
