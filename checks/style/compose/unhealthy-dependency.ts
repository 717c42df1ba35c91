/**
 * Waiting for the health of a service that has no health check.
 *
 * Why: the wait never ends well, and Compose gives up on everything behind it.
 *
 * An image may bring a check of its own, so that only one is asked for that is switched off, and of images that are known to
 * bring none: those of databases, queues and web servers that Docker publishes itself.
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

import { imageOf } from "../../security/kubernetes/reading/image.ts";
import type { ComposeService } from "../../../languages/compose/services.ts";
import { onServices } from "./reading/compose-check.ts";

/** Images that Docker publishes itself bring no health check, as a matter of policy. */
const withoutCheck = new Set(
  "postgres mysql mariadb mongo redis valkey memcached rabbitmq nginx httpd haproxy cassandra zookeeper".split(" "),
);

export default onServices(({ name, section }, { services, isPartial }) =>
  section
    .at("depends_on")
    .entries()
    .flatMap(([needed, dependency]) => {
      const condition = dependency.at("condition");
      const service = services.find((each) => each.name === needed);
      if (condition.text() !== "service_healthy" || !service) return [];
      const check = service.section.at("healthcheck");
      const isOff =
        check.at("disable").value === true ||
        check.at("test", 0).text() === "NONE" ||
        check.at("test").text() === "NONE";
      const lacks = check.isMissing && !isPartial && bringsNone(service);
      if (!isOff && !lacks) return [];
      const says = `Service \`${name}\` waits for the health of \`${needed}\`, ${isOff ? "whose health check is switched off" : "which has no health check, and its image brings none"}.`;
      return [{ place: condition.place(), says, mend: "Give it a health check, or wait for `service_started`." }];
    }),
);

function bringsNone({ section, isPartial }: ComposeService): boolean {
  if (isPartial || !section.at("build").isMissing) return false;
  const repository = imageOf(section.at("image").text())?.repository ?? "";
  return withoutCheck.has(repository.replace(/^(?:docker\.io\/)?(?:library\/)?/u, ""));
}
