/**
 * Volumes that several services write.
 *
 * Why: what breaks into one of them changes what the others read.
 *
 * Off by default: some services are made of several containers.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     volumes: ["uploads:/srv"]
 *   scanner:
 *     image: registry.example.com/scanner:2.0.1
 *     volumes: ["uploads:/data"]
 * volumes:
 *   uploads:
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     volumes: ["uploads:/srv"]
 * volumes:
 *   uploads:
 * ```
 *
 * Mend: give each its own, or hand files over the network.
 *
 * Waive: `# plumbline-disable-next-line security/compose/shared-volume -- reason`
 */

import { mountsOf } from "../../../languages/compose/services.ts";
import { composeCheck } from "../../style/compose/reading/compose-check.ts";

export default composeCheck(({ services }) => {
  const mounts = services.flatMap((service) => mountsOf(service).map((mount) => ({ ...mount, service: service.name })));
  return mounts.flatMap(({ source, section, service }) => {
    const other = mounts.find((each) => each.source === source && each.service !== service);
    if (!other) return [];
    const says = `\`${source}\` is shared with service \`${other.service}\`.`;
    return [{ place: section.place(), says, mend: "Give each service a volume of its own." }];
  });
});
