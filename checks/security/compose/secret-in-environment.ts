/**
 * Secrets in the text of a Compose file.
 *
 * Why: they are in the history of the repository and in the output of every inspection.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     environment:
 *       DB_PASSWORD: hunter2-prod
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     environment:
 *       DB_PASSWORD_FILE: /run/secrets/db
 *     secrets: [db]
 * secrets:
 *   db:
 *     file: ./db.secret
 * ```
 *
 * Mend: use `secrets:`, or `${NAME:?}` and an environment file that is not committed.
 *
 * Waive: `# plumbline-disable-next-line security/compose/secret-in-environment -- reason`
 */

import { variablesOf } from "../../../languages/compose/services.ts";
import { onServices } from "../../style/compose/reading/compose-check.ts";

const secretName =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|SECRET_?KEY|PRIVATE_?KEY)(?:_\d+)?$/iu;
const harmless = /(?:FILE|PATH|URL|PUBLIC|ALLOW_EMPTY|RANDOM|_ID|NAME)/iu;
/** Nobody's secret, in files that are meant to be tried out. */
const placeholder =
  /^(?:|true|false|yes|no|null|none|example|password|passwd|secret|changeme|change[-_ ]?me|root|admin|test|postgres|mysql|dev|\*+|x+|<.*>|\/.*|your.*)$/iu;

export default onServices((service) =>
  variablesOf(service).flatMap(({ name, value, section }) => {
    if (value === undefined || !secretName.test(name) || harmless.test(name)) return [];
    if (value.includes("$") || placeholder.test(value)) return [];
    const says = `\`${name}\` of service \`${service.name}\` is written out here, for everybody who can read the repository.`;
    return [
      {
        place: section.place(),
        says,
        mend: "Use `secrets:`, or a variable from outside.",
        secret: { evidence: `${service.name} ${name}` },
      },
    ];
  }),
);
