/**
 * Two services with one container name.
 *
 * Why: only one of them can be started.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     container_name: web
 *   admin:
 *     image: registry.example.com/admin:1.4.2
 *     container_name: web
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     container_name: api
 *   admin:
 *     image: registry.example.com/admin:1.4.2
 *     container_name: admin
 * ```
 *
 * Mend: name them apart, or let Compose name them.
 *
 * Waive: `# plumbline-disable-next-line style/compose/duplicate-container-name -- reason`
 */

import { composeCheck } from "./reading/compose-check.ts";

export default composeCheck(({ services }) =>
  services.flatMap(({ section }, index) => {
    const place = section.at("container_name");
    const name = place.text();
    const other = services.slice(0, index).find((each) => each.section.at("container_name").text() === name);
    if (name === undefined || name.includes("$") || !other) return [];
    if (!section.at("profiles").isMissing || !other.section.at("profiles").isMissing) return [];
    const says = `Service \`${other.name}\` calls its container \`${name}\` as well.`;
    return [{ place: place.place(), says, mend: "Name them apart, or let Compose name them." }];
  }),
);
