/**
 * Caches of dnf that stay in the image.
 *
 * Why: it makes every layer larger, and what a later line deletes is still in the earlier layer.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN dnf install -y nginx
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN dnf install -y nginx && dnf clean all
 * ```
 *
 * Mend: append `&& dnf clean all`, or mount a cache.
 *
 * Waive: `# plumbline-disable-next-line style/docker/dnf-cache -- reason`
 */

import { packageCacheCheck } from "./reading/package-cache.ts";

export default packageCacheCheck({
  managers: ["dnf", "microdnf", "tdnf"],
  isCleaned: (script) => /(?:yum|dnf)\s[^;&|]{0,80}clean\s+all|rm\s[^;&|]*\/var\/cache\/(?:yum|dnf|tdnf)/u.test(script),
  mend: "Append `&& dnf clean all`, or mount a cache.",
});
