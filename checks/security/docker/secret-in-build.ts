/**
 * Secrets in `ARG` and `ENV`.
 *
 * Why: both are written into the image's history, where everybody who can pull the image reads them.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * ARG NPM_TOKEN
 * RUN npm ci
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci
 * ```
 *
 * Mend: mount the secret into the one `RUN` that needs it.
 *
 * Waive: `# plumbline-disable-next-line security/docker/secret-in-build -- reason`
 */

import { pairOf } from "../../../languages/dockerfile/variables.ts";
import { dockerfileCheck } from "../../style/docker/reading/dockerfile-check.ts";

const secretName =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)(?:_\d+)?$/iu;
/** Names of places and of things, not the secret itself. */
const harmless = /(?:FILE|PATH|DIR|URL|PUBLIC|ALLOW_EMPTY|RANDOM|_ID|NAME)/iu;

export default dockerfileCheck(({ instructions }) =>
  instructions.flatMap(({ keyword, words, bodyText, body }) => {
    if (keyword !== "ARG" && keyword !== "ENV") return [];
    const isOld = keyword === "ENV" && !(words[0]?.value ?? "").includes("=");
    const pairs = isOld
      ? [{ name: words[0]?.value ?? "", value: bodyText.slice((words[0]?.value ?? "").length).trim(), range: body }]
      : words.map(({ value, range }) => ({ ...pairOf(value), range }));
    return pairs.flatMap(({ name, value = "", range }) => {
      if (!secretName.test(name) || harmless.test(name)) return [];
      // An empty variable and one that is filled from another are judged where the value comes from.
      if (keyword === "ENV" && (value === "" || value.includes("$"))) return [];
      const says = `\`${keyword} ${name}\` writes a secret into the history of the image.`;
      const mend = "Mount it into the `RUN` that needs it: `--mount=type=secret,id=…`.";
      const isLiteral = value !== "" && !value.includes("$");
      return [{ place: range, says, mend, ...(isLiteral && { secret: { evidence: `${keyword} ${name}` } }) }];
    });
  }),
);
