/**
 * Caches of zypper that stay in the image.
 *
 * Why: it makes every layer larger, and what a later line deletes is still in the earlier layer.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN zypper -n install nginx
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN zypper -n install nginx && zypper clean
 * ```
 *
 * Mend: append `&& zypper clean`, or mount a cache.
 *
 * Waive: `# plumbline-disable-next-line style/docker/zypper-cache -- reason`
 */

import { packageCacheCheck } from "./reading/package-cache.ts";

export default packageCacheCheck({
  managers: ["zypper"],
  isCleaned: (script) => /zypper\s[^;&|]{0,80}(?:clean|cc)\b|rm\s[^;&|]*\/var\/cache\/zypp/u.test(script),
  mend: "Append `&& zypper clean`, or mount a cache.",
});
