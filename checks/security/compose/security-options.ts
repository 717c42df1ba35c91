/**
 * Services without any security options.
 *
 * Why: without them a service has whatever the engine gives everybody.
 *
 * Off by default: a matter of policy.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     read_only: true
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     security_opt:
 *       - no-new-privileges:true
 * ```
 *
 * Mend: add `security_opt`.
 *
 * Waive: `# plumbline-disable-next-line security/compose/security-options -- reason`
 */

import { unknownValue } from "../../../languages/data.ts";
import { onServices } from "../../style/compose/reading/compose-check.ts";

export default onServices(({ name, section, isPartial }) => {
  const options = section.at("security_opt");
  if (isPartial || options.value === unknownValue || !options.isMissing) return [];
  const says = `Service \`${name}\` sets no security options.`;
  return [{ place: section.place(), says, mend: "Add `security_opt` with `no-new-privileges:true`." }];
});
