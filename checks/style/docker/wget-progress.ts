/**
 * `wget` that draws its progress into the log of the build.
 *
 * Why: a large download writes thousands of lines, between which nobody finds the one that failed.
 *
 * Off by default: a matter of taste.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN wget https://example.com/api.tar
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN wget --progress=dot:giga https://example.com/api.tar
 * ```
 *
 * Mend: add `--progress=dot:giga`, or `-nv`.
 *
 * Waive: `# plumbline-disable-next-line style/docker/wget-progress -- reason`
 */

import { sketchOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";

const quiet = /^(?:--progress|--quiet|--no-verbose|--output-file|--append-output|-[a-zA-Z]*[qoa]|-nv|-[a-zA-Z]*nv)/u;

export default dockerfileCheck(({ commands }) =>
  commands.flatMap(({ name, arguments: words, at, script }) => {
    // BusyBox has no such flag, and what is not known may be one.
    if (name !== "wget" || script.isBusybox || words.length === 0) return [];
    const sketches = words.map(sketchOf);
    if (sketches.some((word) => quiet.test(word) || word.startsWith("\0"))) return [];
    const says = "`wget` writes every step of its progress into the log of the build.";
    return [{ place: at, says, mend: "Add `--progress=dot:giga`." }];
  }),
);
