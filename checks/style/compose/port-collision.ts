/**
 * Two services on one port of the machine.
 *
 * Why: the second one does not start, and which one is second differs from run to run.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     ports: ["8080:80"]
 *   admin:
 *     image: registry.example.com/admin:1.4.2
 *     ports: ["8080:8000"]
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     ports: ["8080:80"]
 *   admin:
 *     image: registry.example.com/admin:1.4.2
 *     ports: ["8081:8000"]
 * ```
 *
 * Mend: publish them on ports of their own.
 *
 * Waive: `# plumbline-disable-next-line style/compose/port-collision -- reason`
 */

import { portsOf } from "../../../languages/compose/services.ts";
import { composeCheck } from "./reading/compose-check.ts";

export default composeCheck(({ services }) => {
  // Services of profiles need not run at the same time.
  const ports = services
    .filter(({ section }) => section.at("profiles").isMissing)
    .flatMap((service) => portsOf(service).map((port) => ({ ...port, service: service.name })));
  return ports.flatMap((port, index) => {
    const other = ports.slice(0, index).find((each) => collide(each, port));
    if (!other || other.service === port.service) return [];
    const says = `Port ${port.published ?? ""} of the machine is taken by service \`${other.service}\` already.`;
    return [{ place: port.section.place(), says, mend: "Publish it on another port." }];
  });
});

interface Published {
  readonly published?: string;
  readonly address?: string;
  readonly protocol: string;
}

function collide(one: Published, other: Published): boolean {
  if (one.published === undefined || other.published === undefined || one.protocol !== other.protocol) return false;
  // From a range Docker takes what is free.
  if (one.published !== other.published || one.published.includes("-")) return false;
  const everywhere = (address: string | undefined): boolean => address === undefined || address === "0.0.0.0";
  return one.address === other.address || everywhere(one.address) || everywhere(other.address);
}
