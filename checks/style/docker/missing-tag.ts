/**
 * Base images without a version.
 *
 * Why: no tag means `latest`, behind which stands another image tomorrow.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM nginx
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM nginx:1.27.2
 * ```
 *
 * Mend: write the version, or better the digest.
 *
 * Waive: `# plumbline-disable-next-line style/docker/missing-tag -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages }) =>
  stages.flatMap(({ from, image, parent }) => {
    const [word] = from.words;
    if (!word || !image || image === "scratch" || parent !== undefined) return [];
    // A colon before the last slash belongs to the registry's port.
    if (image.slice(image.lastIndexOf("/") + 1).includes(":") || image.includes("@")) return [];
    return [
      {
        place: word.range,
        says: `This stage begins with \`${image}\` without a version, which means whatever \`latest\` is at the time.`,
        mend: "Write the version, or better the digest.",
      },
    ];
  }),
);
