/**
 * Base images that are called `latest`.
 *
 * Why: behind `latest` stands another image tomorrow, so the same Dockerfile builds something else, and nobody has reviewed that.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM nginx:latest
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM nginx:1.27.2
 * ```
 *
 * Mend: write the version, or better the digest.
 *
 * Waive: `# plumbline-disable-next-line style/docker/latest-tag -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages }) =>
  stages.flatMap(({ from, image, parent }) => {
    const [word] = from.words;
    if (!word || image === undefined || parent !== undefined || !/:latest$/u.test(image)) return [];
    return [
      {
        place: word.range,
        says: `This stage begins with \`${image}\`, which is another image whenever somebody pushes one.`,
        mend: "Write the version, or better the digest.",
      },
    ];
  }),
);
