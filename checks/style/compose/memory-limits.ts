/**
 * Services that may take all memory of their machine.
 *
 * Why: one that runs away takes everything else on the machine along.
 *
 * Off by default: a matter of policy.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     restart: always
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     deploy:
 *       resources:
 *         limits:
 *           memory: 256M
 * ```
 *
 * Mend: set a limit.
 *
 * Waive: `# plumbline-disable-next-line style/compose/memory-limits -- reason`
 */

import { onServices } from "./reading/compose-check.ts";

export default onServices(({ name, section, isPartial }) => {
  if (isPartial) return [];
  const ways = [["mem_limit"], ["deploy", "resources", "limits", "memory"]];
  if (ways.some((way) => !section.at(...way).isMissing)) return [];
  const resources = section.at("deploy", "resources");
  const limits = resources.at("limits");
  const place = [limits, resources, section].find((each) => !each.isMissing) ?? section;
  return [
    {
      place: place.place(),
      says: `Service \`${name}\` may take all memory of its machine.`,
      mend: "Set `deploy.resources.limits.memory`.",
    },
  ];
});
