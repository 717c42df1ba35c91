/**
 * `FROM` with an argument that is not declared before it.
 *
 * Why: only an `ARG` before the first `FROM` can be used there; any other is empty, and the build fails or begins with the wrong image.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:${DEBIAN_VERSION}
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * ARG DEBIAN_VERSION=12.7
 * FROM debian:${DEBIAN_VERSION}
 * ```
 *
 * Mend: declare it with `ARG` at the top.
 *
 * Waive: `# plumbline-disable-next-line style/docker/undeclared-argument -- reason`
 */

import { automaticArguments } from "../../../languages/dockerfile/variables.ts";
import { globalArguments } from "../../../languages/dockerfile/stages.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages, instructions }) => {
  const declared = globalArguments(instructions);
  return stages.flatMap(({ from }) => {
    const [word] = from.words;
    const names = [...(word?.value ?? "").matchAll(/\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(:?[-+?])?)/gu)].flatMap(
      ([, plain, braced, operator]) => (operator === undefined ? [plain ?? braced ?? ""] : []),
    );
    return names.flatMap((name) => {
      if (!word || declared.has(name) || automaticArguments.has(name)) return [];
      const says = `\`${name}\` is not declared before the first \`FROM\`, so it is empty here.`;
      return [{ place: word.range, says, mend: `Write \`ARG ${name}=…\` above the first \`FROM\`.` }];
    });
  });
});
