/**
 * Both wget and curl in one image.
 *
 * Why: two programs for one thing: both have to be installed, kept current and understood.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN wget -q https://example.com/a.tar
 * RUN curl -fsSO https://example.com/b.tar
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN curl -fsSO https://example.com/a.tar
 * RUN curl -fsSO https://example.com/b.tar
 * ```
 *
 * Mend: choose one.
 *
 * Waive: `# plumbline-disable-next-line style/docker/wget-and-curl -- reason`
 */

import { dockerfileCheck } from "./reading/dockerfile-check.ts";

export default dockerfileCheck(({ stages, commands }) =>
  stages.flatMap((stage) => {
    const here = commands.filter(({ script }) => script.stage === stage);
    const [wget, curl] = ["wget", "curl"].map((program) => here.find(({ name }) => name === program));
    if (!wget || !curl) return [];
    const second = wget.at[0] < curl.at[0] ? curl : wget;
    const says = "This stage downloads with wget as well as with curl.";
    return [{ place: second.at, says, mend: "Choose one of the two." }];
  }),
);
