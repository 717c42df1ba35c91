/**
 * Labels with names that tools do not take.
 *
 * Why: whoever filters by labels writes names in small letters, and does not find this one.
 *
 * Off by default: Docker itself takes any name.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * LABEL Maintainer_=platform
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * LABEL com.example.maintainer=platform
 * ```
 *
 * Mend: begin and end with a small letter or a digit, with single `.`, `-`, `_` or `/` between; `com.docker.`, `io.docker.` and
 * `org.dockerproject.` are Docker's own.
 *
 * Waive: `# plumbline-disable-next-line style/docker/label-key -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";
import { labelsOf } from "./reading/label-types.ts";

export default dockerfileCheck(({ instructions }) =>
  instructions.flatMap(labelsOf).flatMap(({ name, range }) => {
    if (name.includes("$")) return [];
    if (/^(?:com\.docker|io\.docker|org\.dockerproject)\./u.test(name)) {
      const says = `The name \`${name}\` is one of Docker's own.`;
      return [{ place: range, says, mend: "Begin it with a domain of yours, the other way round." }];
    }
    if (name.length > 500 || /^[a-z0-9]+(?:[._/-][a-z0-9]+)*$/u.test(name)) return [];
    const says = `\`${name}\` is no name that tools expect: small letters and digits, with single marks between.`;
    return [{ place: range, says, mend: `Write \`${name.toLowerCase()}\` or the like.` }];
  }),
);
