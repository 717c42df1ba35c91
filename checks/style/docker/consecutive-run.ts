/**
 * Several `RUN`, `COPY` or `ADD` lines that could be one.
 *
 * Why: each line is a layer that is stored and fetched, and what a later one deletes stays in the earlier.
 *
 * Off by default: separate layers are also what makes a build quick the second time.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * COPY README.md ./
 * COPY package.json ./
 * COPY server.js ./
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * COPY README.md package.json server.js ./
 * ```
 *
 * Mend: join them.
 *
 * Waive: `# plumbline-disable-next-line style/docker/consecutive-run -- reason`
 */

import type { DockerfileInstruction } from "../../../languages/dockerfile/tree.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages }) =>
  stages.flatMap(({ instructions }) =>
    instructions.flatMap((each, index) => {
      const next = instructions[index + 1];
      if (!next || !areAlike(each, next)) return [];
      const before = instructions[index - 1];
      if (before && areAlike(before, each)) return [];
      const says = `This \`${each.keyword}\` and those behind it make a layer each.`;
      return [{ place: each.range, says, mend: "Join them into one." }];
    }),
  ),
);

/** Copies go together where they end in the same place, scripts where nothing sets them apart. */
function areAlike(one: DockerfileInstruction, other: DockerfileInstruction): boolean {
  if (one.keyword !== other.keyword || one.form !== other.form) return false;
  const flags = ({ flags: all }: DockerfileInstruction): string =>
    all.map(({ name, value }) => `${name}=${value}`).join(" ");
  if (flags(one) !== flags(other) || one.hereDocuments.length + other.hereDocuments.length > 0) return false;
  if (one.keyword === "RUN") return one.flags.length === 0;
  if (one.keyword !== "COPY" && one.keyword !== "ADD") return false;
  const target = one.words.at(-1)?.value;
  return target === other.words.at(-1)?.value && /^\.?\/$|[^.]$/u.test(target ?? "");
}
