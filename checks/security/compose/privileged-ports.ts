/**
 * Ports below 1024.
 *
 * Why: a process needs more rights to listen there, and whatever is known by such a port is tried by everybody.
 *
 * Off by default: a matter of policy.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     ports:
 *       - "80:80"
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     ports:
 *       - "8080:8080"
 * ```
 *
 * Mend: listen on a port above 1023, and publish what users expect in front.
 *
 * Waive: `# plumbline-disable-next-line security/compose/privileged-ports -- reason`
 */

import { portsOf } from "../../../languages/compose/services.ts";
import { onServices } from "../../style/compose/reading/compose-check.ts";

export default onServices((service) => {
  const low = portsOf(service).find(({ published, target }) =>
    [published, target].some((port) => port !== undefined && Number(port.split("-")[0]) < 1024),
  );
  if (!low) return [];
  const says = `Service \`${service.name}\` uses port ${low.published ?? low.target}:${low.target}, and ports below 1024 take more rights.`;
  return [{ place: low.section.place(), says, mend: "Use a port above 1023." }];
});
