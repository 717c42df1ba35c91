/**
 * Services in the network of their machine.
 *
 * Why: they reach everything that listens on the machine alone, and every port of theirs is open to the outside.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     network_mode: host
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     ports:
 *       - "127.0.0.1:8080:8080"
 * ```
 *
 * Mend: publish the ports that are needed.
 *
 * Waive: `# plumbline-disable-next-line security/compose/host-network -- reason`
 */

import { onServices } from "../../style/compose/reading/compose-check.ts";

export default onServices(({ name, section }) => {
  const mode = section.at("network_mode");
  if (mode.text() !== "host") return [];
  const says = `Service \`${name}\` shares the network of its machine, with all that listens there.`;
  return [{ place: mode.place(), says, mend: "Publish the ports that are needed." }];
});
