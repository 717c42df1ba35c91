/**
 * Services, networks, volumes, secrets and configs that are not declared.
 *
 * Why: Compose refuses the whole file, and nothing of it is started.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     depends_on: [database]
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     depends_on: [database]
 *   database:
 *     image: postgres:17.0
 * ```
 *
 * Mend: declare it, or mend the name.
 *
 * Waive: `# plumbline-disable-next-line style/compose/undefined-reference -- reason`
 */

import { nearest } from "../../../core/nearest.ts";
import { type ComposeService, mountsOf, namesAt } from "../../../languages/compose/services.ts";
import { composeCheck } from "./reading/compose-check.ts";

interface Reference {
  readonly what: "service" | "network" | "volume" | "secret" | "config";
  readonly name: string;
  readonly place: readonly [number, number];
}

export default composeCheck(({ services, root, isPartial }) => {
  if (isPartial) return [];
  const declared = new Map(
    (["service", "network", "volume", "secret", "config"] as const).map((what) => [
      what,
      new Set(
        root
          .at(`${what}s`)
          .entries()
          .map(([name]) => name),
      ),
    ]),
  );
  declared.get("network")?.add("default");
  return services.flatMap((service) =>
    referencesOf(service).flatMap(({ what, name, place }) => {
      const known = declared.get(what) ?? new Set<string>();
      if (known.has(name) || name.includes("$")) return [];
      const close = nearest(name, known);
      const says = `Service \`${service.name}\` names the ${what} \`${name}\`, which this file does not declare.`;
      const mend =
        close === undefined
          ? `Declare it under \`${what}s:\`.`
          : `Write \`${close}\`, or declare it under \`${what}s:\`.`;
      return [{ place, says, mend }];
    }),
  );
});

function referencesOf(service: ComposeService): readonly Reference[] {
  const { section } = service;
  const of = (what: Reference["what"], key: string): readonly Reference[] =>
    namesAt(section.at(key)).map(({ name, section: each }) => ({ what, name, place: each.place() }));
  const volumes = mountsOf(service)
    .filter(({ type, source }) => type === "volume" && /^[A-Za-z0-9]/u.test(source))
    .map(({ source, section: each }): Reference => ({ what: "volume", name: source, place: each.place() }));
  const shared = ["network_mode", "pid", "ipc"].flatMap((key): readonly Reference[] => {
    const name = /^service:(.+)$/u.exec(section.at(key).text() ?? "")?.[1];
    return name === undefined ? [] : [{ what: "service", name, place: section.at(key).place() }];
  });
  // `required: false` may name what is not there.
  const needed = of("service", "depends_on").filter(
    ({ name }) => section.at("depends_on", name, "required").value !== false,
  );
  return [
    ...needed,
    ...of("network", "networks"),
    ...of("secret", "secrets"),
    ...of("config", "configs"),
    ...volumes,
    ...shared,
  ];
}
