/**
 * `CMD`, `ENTRYPOINT` or `HEALTHCHECK` twice in one stage.
 *
 * Why: only the last one counts, and the others look as if they did something.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * CMD ["server"]
 * CMD ["worker"]
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * CMD ["worker"]
 * ```
 *
 * Mend: keep the last one.
 *
 * Waive: `# plumbline-disable-next-line style/docker/several-commands -- reason`
 */

import { dockerfileCheck, isThrownAway } from "./reading/dockerfile-check.ts";

export default dockerfileCheck((view) =>
  view.stages.flatMap((stage) =>
    (isThrownAway(stage, view) ? [] : ["CMD", "ENTRYPOINT", "HEALTHCHECK"]).flatMap((keyword) => {
      const all = stage.instructions.filter((each) => each.keyword === keyword);
      return all.slice(0, -1).map(({ keywordRange }) => ({
        place: keywordRange,
        says: `This \`${keyword}\` does nothing: the stage has another one further down, and only the last counts.`,
        mend: "Keep the one that is meant.",
      }));
    }),
  ),
);
