/**
 * `WORKDIR` with a relative path.
 *
 * Why: it goes on from wherever the base image or a line above stands, and moves when these do.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * WORKDIR app
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * WORKDIR /app
 * ```
 *
 * Mend: write an absolute path.
 *
 * Waive: `# plumbline-disable-next-line style/docker/relative-workdir -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages }) =>
  stages.flatMap((stage) => {
    let isSet = stage.parent !== undefined;
    return stage.instructions.flatMap((each) => {
      const { keyword, words, body } = each.trigger ?? each;
      if (keyword !== "WORKDIR") return [];
      const path = words[0]?.value ?? "";
      if (/^(?:[/$%]|["']?[A-Za-z]:)/u.test(path) || path === "") {
        isSet = true;
        return [];
      }
      const where = isSet ? "the one above" : "wherever the base image stands";
      const says = `\`${path}\` is relative to ${where}, and moves with it.`;
      return [{ place: body, says, mend: "Write an absolute path." }];
    });
  }),
);
