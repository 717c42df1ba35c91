/**
 * Services that may take all processor time of their machine.
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
 *           cpus: "0.5"
 * ```
 *
 * Mend: set a limit.
 *
 * Waive: `# plumbline-disable-next-line style/compose/cpu-limits -- reason`
 */

import { onServices } from "./reading/compose-check.ts";

export default onServices(({ name, section, isPartial }) => {
  if (isPartial) return [];
  const ways = [["cpus"], ["cpu_quota"], ["cpu_count"], ["deploy", "resources", "limits", "cpus"]];
  if (ways.some((way) => !section.at(...way).isMissing)) return [];
  const resources = section.at("deploy", "resources");
  const limits = resources.at("limits");
  const place = [limits, resources, section].find((each) => !each.isMissing) ?? section;
  return [
    {
      place: place.place(),
      says: `Service \`${name}\` may take all processor time of its machine.`,
      mend: "Set `deploy.resources.limits.cpus`.",
    },
  ];
});
