/**
 * Stages that nothing uses.
 *
 * Why: builders skip them, so what looks like a test or a build step never runs.
 *
 * Off by default: some stages are built with `--target` alone.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM golang:1.23 AS build
 * RUN go build -o /server .
 * FROM alpine:3.20
 * CMD ["sh"]
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM golang:1.23 AS build
 * RUN go build -o /server .
 * FROM alpine:3.20
 * COPY --from=build /server /server
 * ```
 *
 * Mend: copy from it, begin with it, or delete it.
 *
 * Waive: `# plumbline-disable-next-line style/docker/unused-stage -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages, instructions }) => {
  const used = new Set(
    instructions.flatMap(({ flags }) =>
      flags.flatMap(({ name, value = "" }) => {
        if (name === "from") return [value.toLowerCase()];
        return name === "mount" ? [/(?:^|,)from=([^,]+)/u.exec(value)?.[1]?.toLowerCase() ?? ""] : [];
      }),
    ),
  );
  const isOpen = [...used].some((name) => name.includes("$")) || stages.some(({ image }) => image === undefined);
  if (isOpen) return [];
  return stages.slice(0, -1).flatMap(({ index, name, from }) => {
    const isUsed = used.has(String(index)) || (name !== undefined && used.has(name));
    if (isUsed || stages.some(({ parent }) => parent === index)) return [];
    const title = name === undefined ? `Stage ${index}` : `The stage \`${name}\``;
    const says = `${title} is neither copied from nor begun with, so an ordinary build never runs it.`;
    return [{ place: from.range, says, mend: "Use it, delete it, or waive this where it is built with `--target`." }];
  });
});
