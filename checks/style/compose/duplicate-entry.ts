/**
 * The same thing twice in a list of a service.
 *
 * Why: only one of them counts, and the other looks as if it did something.
 *
 * Bad (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     environment:
 *       - LOG_LEVEL=info
 *       - LOG_LEVEL=debug
 * ```
 *
 * Good (compose.yaml):
 * ```yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     environment:
 *       - LOG_LEVEL=debug
 * ```
 *
 * Mend: delete the one that is not meant.
 *
 * Waive: `# plumbline-disable-next-line style/compose/duplicate-entry -- reason`
 */

import { type ComposeService, envFilesOf, variablesOf } from "../../../languages/compose/services.ts";
import type { Section } from "../../../languages/kubernetes/section.ts";
import { onServices } from "./reading/compose-check.ts";

interface Entry {
  readonly key: string;
  readonly section: Section;
  readonly says: string;
}

export default onServices((service) => {
  const told = new Set<string>();
  return entriesOf(service).flatMap(({ key, section, says }) => {
    if (key.includes("$") || !told.has(key)) {
      told.add(key);
      return [];
    }
    return [{ place: section.place(), says, mend: "Delete the one that is not meant." }];
  });
});

function entriesOf(service: ComposeService): readonly Entry[] {
  const { name, section } = service;
  const variables = variablesOf(service).map((variable) => ({
    key: `variable ${variable.name}`,
    section: variable.section,
    says: `Service \`${name}\` sets \`${variable.name}\` twice, and only the last one counts.`,
  }));
  const envFiles = envFilesOf(service).map(({ path, section: at }) => ({
    key: `file ${path.replace(/^\.\//u, "")}`,
    section: at,
    says: `Service \`${name}\` reads \`${path}\` twice.`,
  }));
  const mounts = section
    .at("volumes")
    .items()
    .flatMap((item): readonly Entry[] => {
      const target = targetOf(item);
      if (target === undefined) return [];
      const says = `Service \`${name}\` mounts two things at \`${target}\`, where only one of them can be.`;
      return [
        {
          key: `mount ${target.replace(/(.)\/+$/u, "$1")}`,
          section: item.text() === undefined ? item.at("target") : item,
          says,
        },
      ];
    });
  return [...variables, ...envFiles, ...mounts];
}

/** `SOURCE:TARGET[:OPTIONS]`, or the target alone; of Windows' drives nothing. */
function targetOf(item: Section): string | undefined {
  const text = item.text();
  if (text === undefined) return item.at("target").text();
  const parts = text.split(":");
  if (text.includes("$") || (parts[0]?.length ?? 0) === 1 || parts.length > 3) return undefined;
  const target = parts[1] ?? parts[0];
  return target?.startsWith("/") === true ? target : undefined;
}
