/**
 * Caches of apt that stay in the image.
 *
 * Why: it makes every layer larger, and what a later line deletes is still in the earlier layer.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update && apt-get install -y nginx
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apt-get update && apt-get install -y nginx && rm -rf /var/lib/apt/lists/*
 * ```
 *
 * Mend: append `&& rm -rf /var/lib/apt/lists/*`, or mount a cache.
 *
 * Waive: `# plumbline-disable-next-line style/docker/apt-cache -- reason`
 */

import { packageCacheCheck } from "./reading/package-cache.ts";

export default packageCacheCheck({
  managers: ["apt-get", "apt", "aptitude"],
  isCleaned: (script) =>
    /rm\s[^;&|]*\/var\/lib\/apt(?:\/lists)?|(?:apt|apt-get|aptitude)\s+(?:-\S+\s+){0,5}(?:dist)?clean/u.test(script),
  mend: "Append `&& rm -rf /var/lib/apt/lists/*`, or mount a cache.",
});
