/**
 * `COPY --from` of a stage that is not there.
 *
 * Why: the builder takes the name for an image, and asks the registry for something that nobody made.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM golang:1.23 AS build
 * RUN go build -o /server .
 * FROM alpine:3.20
 * COPY --from=1 /server /server
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
 * Mend: name a stage above.
 *
 * Waive: `# plumbline-disable-next-line style/docker/unknown-stage -- reason`
 */

import { nearest } from "../../../core/nearest.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages }) =>
  stages.flatMap(({ index, name: own, instructions }) =>
    instructions.flatMap((each) => {
      const { keyword, flags } = each.trigger ?? each;
      const flag = keyword === "COPY" ? flags.find(({ name }) => name === "from") : undefined;
      const from = flag?.value?.toLowerCase();
      if (!flag || from === undefined || from.includes("$")) return [];
      const before = stages.slice(0, index).flatMap(({ name }) => name ?? []);
      if (before.includes(from)) return [];
      if (from === own || from === String(index)) {
        const says = `\`${from}\` is this very stage, which is not built yet.`;
        return [{ place: flag.range, says, mend: "Copy from a stage above." }];
      }
      if (/^\d+$/u.test(from)) {
        if (Number(from) < index) return [];
        const says = `There is no stage ${from} before this one: stages count from 0.`;
        return [{ place: flag.range, says, mend: "Name a stage above." }];
      }
      const later = stages.some(({ name }) => name === from);
      const close = nearest(from, before);
      // Anything else is the name of an image, unless it is nearly that of a stage.
      if (!later && close === undefined) return [];
      const says = later
        ? `The stage \`${from}\` stands further down, and a stage can only copy from those above it.`
        : `No stage above is called \`${from}\`.`;
      const mend = later ? "Move the stage up." : `Write \`${close ?? ""}\`, if that is meant.`;
      return [{ place: flag.range, says, mend }];
    }),
  ),
);
