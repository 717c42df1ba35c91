/**
 * `useradd` with a large number that fills the image with an empty log.
 *
 * Why: the log of last logins has a place for every number below, and each builder that does not know sparse files writes
 * gigabytes of zeros into the layer.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN useradd --uid 1234567 api
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN useradd --no-log-init --uid 1234567 api
 * ```
 *
 * Mend: add `--no-log-init` (`-l`).
 *
 * Waive: `# plumbline-disable-next-line style/docker/high-user-id -- reason`
 */

import { sketchOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";

/** Below, the log stays below 30 MB. */
const largeId = 100_000;

export default dockerfileCheck(({ commands }) =>
  commands.flatMap(({ name, arguments: words, at }) => {
    if (name !== "useradd") return [];
    const sketches = words.map(sketchOf);
    const isQuiet = sketches.some((word) => word === "--no-log-init" || /^-[a-zA-Z]*l/u.test(word));
    const id = userId(sketches);
    if (isQuiet || id === undefined || id < largeId) return [];
    const says = `\`useradd\` with the number ${id} makes room in \`/var/log/lastlog\` for every number below.`;
    return [{ place: at, says, mend: "Add `--no-log-init`." }];
  }),
);

function userId(words: readonly string[]): number | undefined {
  for (const [index, word] of words.entries()) {
    const written = /^(?:--uid=|-[a-zA-Z]*u)(\d{1,12})$/u.exec(word)?.[1];
    const next = /^(?:--uid|-[a-zA-Z]*u)$/u.test(word) ? words[index + 1] : undefined;
    const digits = written ?? (/^\d{1,12}$/u.test(next ?? "") ? next : undefined);
    if (digits !== undefined) return Number(digits);
  }
  return undefined;
}
