/**
 * Privileged containers.
 *
 * Why: a process that breaks out of a privileged container is root on its machine.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     privileged: true
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     cap_add: [NET_BIND_SERVICE]
 * ```
 *
 * Mend: name the capabilities that are needed.
 *
 * Waive: `# plumbline-disable-next-line security/compose/privileged-container -- reason`
 */

import { onServices } from "../../style/compose/reading/compose-check.ts";

export default onServices(({ name, section }) => {
  const privileged = section.at("privileged");
  if (privileged.value !== true) return [];
  const says = `Service \`${name}\` runs with every right that there is on its machine.`;
  return [{ place: privileged.place(), says, mend: "Name the capabilities and devices that it needs." }];
});
