/**
 * Waiting for the health of a service that has no health check.
 *
 * Why: the wait never ends well, and Compose gives up on everything behind it.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     depends_on:
 *       database:
 *         condition: service_healthy
 *   database:
 *     image: postgres:17.0
 *     healthcheck:
 *       disable: true
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     depends_on:
 *       database:
 *         condition: service_healthy
 *   database:
 *     image: postgres:17.0
 *     healthcheck:
 *       test: [CMD, pg_isready]
 * ```
 *
 * Mend: give it a health check, or wait for its start.
 *
 * Waive: `# plumbline-disable-next-line style/compose/unhealthy-dependency -- reason`
 */

import { onServices } from "./reading/compose-check.ts";

export default onServices(({ name, section }, { services }) =>
  section
    .at("depends_on")
    .entries()
    .flatMap(([needed, dependency]) => {
      const condition = dependency.at("condition");
      const check = services.find((each) => each.name === needed)?.section.at("healthcheck");
      // An image may bring a check of its own; only one that is switched off is known to be missing.
      const isOff =
        check?.at("disable").value === true ||
        check?.at("test", 0).text() === "NONE" ||
        check?.at("test").text() === "NONE";
      if (condition.text() !== "service_healthy" || !isOff) return [];
      const says = `Service \`${name}\` waits for the health of \`${needed}\`, whose health check is switched off.`;
      return [{ place: condition.place(), says, mend: "Give it a health check, or wait for `service_started`." }];
    }),
);
