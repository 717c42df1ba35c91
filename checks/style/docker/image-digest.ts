/**
 * Base images without a digest.
 *
 * Why: a tag can be moved, a digest cannot: only with it two builds of one commit begin with the same image.
 *
 * Off by default: without a bot that updates them, digests grow old.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM nginx:1.27.2
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM nginx:1.27.2@sha256:d2eb56950b84efe34f966a2b92efb1a1a2ea53e7e93b94cdf45a27cf3cd47fc0
 * ```
 *
 * Mend: append the digest, and let a bot keep it current.
 *
 * Waive: `# plumbline-disable-next-line style/docker/image-digest -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages }) =>
  stages.flatMap(({ from, image, parent }) => {
    const [word] = from.words;
    if (!word || !image || image === "scratch" || parent !== undefined || image.includes("@")) return [];
    return [
      {
        place: word.range,
        says: `\`${image}\` is named without its digest, and a tag can be moved.`,
        mend: "Append `@sha256:…`, and let a bot keep it current.",
      },
    ];
  }),
);
