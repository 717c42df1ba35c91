/**
 * `COPY` to a relative path before any `WORKDIR`.
 *
 * Why: the files land wherever the base image happens to stand, which is most often the root of its file system.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * COPY server.py server.py
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * WORKDIR /app
 * COPY server.py server.py
 * ```
 *
 * Mend: set `WORKDIR` first, or write an absolute path.
 *
 * Waive: `# plumbline-disable-next-line style/docker/copy-without-workdir -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages }) => {
  const known: boolean[] = [];
  return stages.flatMap((stage) => {
    let isSet = stage.parent !== undefined && known[stage.parent] === true;
    const remarks = stage.instructions.flatMap((each) => {
      const { keyword, words } = each.trigger ?? each;
      if (keyword === "WORKDIR") isSet = true;
      const target = keyword === "COPY" ? words.at(-1) : undefined;
      if (isSet || !target || /^(?:[/$%]|["']?[A-Za-z]:)/u.test(target.value)) return [];
      const says = `\`${target.value}\` is relative, and this stage sets no \`WORKDIR\` before it.`;
      return [{ place: target.range, says, mend: "Set `WORKDIR` first, or write an absolute path." }];
    });
    known[stage.index] = isSet;
    return remarks;
  });
});
