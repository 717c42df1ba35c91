/**
 * Ports that are open on every address.
 *
 * Why: Docker writes its own rules of the firewall, so such a port is reachable from outside although the machine's firewall says no.
 *
 * Off by default: some services are public.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     ports:
 *       - "5432:5432"
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     ports:
 *       - "127.0.0.1:5432:5432"
 * ```
 *
 * Mend: name the address.
 *
 * Waive: `# plumbline-disable-next-line security/compose/public-ports -- reason`
 */

import { portsOf } from "../../../languages/compose/services.ts";
import { onServices } from "../../style/compose/reading/compose-check.ts";

export default onServices((service) => {
  const open = portsOf(service).filter(
    ({ address }) => address === undefined || address === "0.0.0.0" || address === "[::]",
  );
  const [first] = open;
  if (!first) return [];
  const says = `Service \`${service.name}\` listens on every address of its machine, past its firewall.`;
  return [{ place: first.section.place(), says, mend: "Write the address before the port: `127.0.0.1:…`." }];
});
