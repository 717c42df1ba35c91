/**
 * Stages that are copied from by their number.
 *
 * Why: a stage that somebody inserts above shifts the numbers, and the files come from another one.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM golang:1.23
 * RUN go build -o /server .
 * FROM alpine:3.20
 * COPY --from=0 /server /server
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
 * Mend: name the stage with `AS`.
 *
 * Waive: `# plumbline-disable-next-line style/docker/unnamed-stage -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ instructions }) =>
  instructions.flatMap(({ keyword, flags }) => {
    const from = keyword === "COPY" ? flags.find(({ name }) => name === "from") : undefined;
    if (!from || !/^\d+$/u.test(from.value ?? "")) return [];
    return [
      {
        place: from.range,
        says: `Stage ${from.value ?? ""} is another one as soon as somebody inserts a stage above it.`,
        mend: "Name the stage with `AS`, and copy from the name.",
      },
    ];
  }),
);
