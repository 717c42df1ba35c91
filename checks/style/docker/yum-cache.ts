/**
 * Caches of yum that stay in the image.
 *
 * Why: it makes every layer larger, and what a later line deletes is still in the earlier layer.
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
 * RUN yum install -y nginx && yum clean all
 * ```
 *
 * Mend: append `&& yum clean all`, or mount a cache.
 *
 * Waive: `# plumbline-disable-next-line style/docker/yum-cache -- reason`
 */

import { packageCacheCheck } from "./reading/package-cache.ts";

export default packageCacheCheck({
  managers: ["yum"],
  isCleaned: (script) => /(?:yum|dnf)\s[^;&|]{0,80}clean\s+all|rm\s[^;&|]*\/var\/cache\/(?:yum|dnf)/u.test(script),
  mend: "Append `&& yum clean all`, or mount a cache.",
});
