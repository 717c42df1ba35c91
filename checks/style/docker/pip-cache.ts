/**
 * Caches of pip that stay in the image.
 *
 * Why: it makes every layer larger, and what a later line deletes is still in the earlier layer.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN pip install ansible==10.4.0
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN pip install --no-cache-dir ansible==10.4.0
 * ```
 *
 * Mend: add `--no-cache-dir`, or mount a cache.
 *
 * Waive: `# plumbline-disable-next-line style/docker/pip-cache -- reason`
 */

import { optionsOf } from "../../../languages/shell/words.ts";
import { unwrapped } from "./reading/packages.ts";
import { packageCacheCheck } from "./reading/package-cache.ts";

export default packageCacheCheck({
  managers: ["pip", "pip2", "pip3"],
  isCleaned: (script, command, { instructions }) =>
    optionsOf({ arguments: unwrapped(command).words }).has("no-cache-dir") ||
    /PIP_NO_CACHE_DIR|rm\s[^;&|]*\.cache|cache\s+purge/u.test(script) ||
    instructions.some(
      ({ keyword, bodyText }) => /^(?:ENV|ARG)$/u.test(keyword) && bodyText.includes("PIP_NO_CACHE_DIR"),
    ),
  mend: "Add `--no-cache-dir`, or mount a cache.",
});
