/**
 * Services that wait for each other.
 *
 * Why: Compose refuses a file in which nothing can be started first.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     depends_on: [worker]
 *   worker:
 *     image: registry.example.com/worker:1.4.2
 *     depends_on: [api]
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *   worker:
 *     image: registry.example.com/worker:1.4.2
 *     depends_on: [api]
 * ```
 *
 * Mend: take one of the dependencies away.
 *
 * Waive: `# plumbline-disable-next-line style/compose/dependency-cycle -- reason`
 */

import { namesAt } from "../../../languages/compose/services.ts";
import { composeCheck } from "./reading/compose-check.ts";

export default composeCheck(({ services }) => {
  const needs = new Map(
    services.map(({ name, section }) => [name, namesAt(section.at("depends_on")).map((each) => each.name)]),
  );
  const told = new Set<string>();
  return services.flatMap(({ name, section }) => {
    const way = told.has(name) ? undefined : wayBack(name, needs);
    if (!way) return [];
    for (const each of way) told.add(each);
    const says = `Nothing can be started first: ${[...way, name].map((each) => `\`${each}\``).join(" waits for ")}.`;
    return [{ place: section.at("depends_on").place(), says, mend: "Take one of the dependencies away." }];
  });
});

/** From a service over what it needs back to itself; each service is visited once. */
function wayBack(from: string, needs: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const before = new Map<string, string>();
  const waiting = [from];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    for (const next of needs.get(name) ?? []) {
      if (next === from) {
        const way = [name];
        for (let each = name; each !== from; each = before.get(each) ?? from) way.unshift(before.get(each) ?? from);
        return way;
      }
      if (before.has(next)) continue;
      before.set(next, name);
      waiting.push(next);
    }
  }
  return undefined;
}
