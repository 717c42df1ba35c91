/**
 * `ADD` where `COPY` does.
 *
 * Why: `ADD` unpacks archives and fetches addresses, so what lands in the image depends on what a file is called and holds.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * ADD server.py /app/
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * COPY server.py /app/
 * ```
 *
 * Mend: use `COPY`.
 *
 * Waive: `# plumbline-disable-next-line style/docker/add-instead-of-copy -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

const archive = /\.(?:tar|tgz|tbz2?|txz|tar\.\w+|gz|bz2|xz|zst|lz4|Z)["']?$/u;

export default dockerfileCheck(({ instructions }) =>
  instructions.flatMap(({ keyword, keywordRange, words, hereDocuments }) => {
    if (keyword !== "ADD" || words.length < 2 || hereDocuments.length > 0) return [];
    const sources = words.slice(0, -1).map(({ value }) => value);
    // What is fetched, unpacked or not known is what `ADD` is for.
    if (sources.some((source) => /^["']?(?:https?|ftp|git|ssh):|^git@|\$/u.test(source) || archive.test(source)))
      return [];
    return [
      {
        place: keywordRange,
        says: "`ADD` unpacks archives and fetches addresses; files alone need neither.",
        mend: "Use `COPY`.",
      },
    ];
  }),
);
