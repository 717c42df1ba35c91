/**
 * The obsolete `version:` of a Compose file.
 *
 * Why: Compose ignores it and warns on every run; readers believe that it limits what may be written.
 *
 * Bad (compose.yaml):
 * ```yaml
 * version: "3.8"
 * services:
 *   cache:
 *     image: redis:7.4.1
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   cache:
 *     image: redis:7.4.1
 * ```
 *
 * Mend: delete the line.
 *
 * Waive: `# plumbline-disable-next-line style/compose/obsolete-version -- reason`
 */

import { composeCheck } from "./reading/compose-check.ts";

export default composeCheck(({ root, services }) => {
  const version = root.at("version");
  if (version.isMissing || services.length === 0) return [];
  return [
    {
      place: version.place(),
      says: "Compose ignores `version`, and warns about it on every run.",
      mend: "Delete the line.",
    },
  ];
});
