/**
 * Caches of apk that stay in the image.
 *
 * Why: it makes every layer larger, and what a later line deletes is still in the earlier layer.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apk add nginx
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN apk add --no-cache nginx
 * ```
 *
 * Mend: add `--no-cache`, or mount a cache.
 *
 * Waive: `# plumbline-disable-next-line style/docker/apk-cache -- reason`
 */

import { optionsOf } from "../../../languages/shell/words.ts";
import { packageCacheCheck } from "./reading/package-cache.ts";

export default packageCacheCheck({
  managers: ["apk"],
  isCleaned: (script, command) =>
    optionsOf(command).has("no-cache") || /rm\s[^;&|]*\/var\/cache\/apk|\/etc\/apk\/cache/u.test(script),
  mend: "Add `--no-cache`, or mount a cache.",
});
