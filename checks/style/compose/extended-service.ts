/**
 * `extends` of a service that is not there.
 *
 * Why: Compose refuses the whole file, and nothing of it is started.
 *
 * Bad:
 * ```text
 * === head compose.yaml
 * services:
 *   api:
 *     extends: { file: base.yaml, service: ap }
 * === head base.yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 * ```
 *
 * Good:
 * ```text
 * === head compose.yaml
 * services:
 *   api:
 *     extends: { file: base.yaml, service: api }
 * === head base.yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: name a service of that file.
 *
 * Waive: `# plumbline-disable-next-line style/compose/extended-service -- reason`
 */

import type { Tree } from "../../../core/differential.ts";
import { nearest } from "../../../core/nearest.ts";
import { openDocument } from "../../../core/open-document.ts";
import { dataOf } from "../../../languages/data.ts";
import { resolveFolder } from "../../../languages/hcl/module/paths.ts";
import { isMapping, sectionOf, type Section } from "../../../languages/kubernetes/section.ts";
import { folderOf } from "../../../languages/kustomize/paths.ts";
import { parseYamlDocument } from "../../../languages/yaml/document.ts";
import { composeTreeCheck } from "./reading/compose-tree-check.ts";

interface Extended {
  readonly section: Section;
  readonly service: string;
  /** Missing where it is a service of the same file. */
  readonly file?: string;
}

export default composeTreeCheck(async ({ document, compose, tree }) => {
  const own = new Set(compose.services.map(({ name }) => name));
  const extended = compose.services.flatMap(({ section }) => extendedBy(section.at("extends")));
  const files = new Map<string, ReadonlySet<string> | undefined>();
  for (const { file } of extended) {
    if (file === undefined || files.has(file)) continue;
    const path = resolveFolder(folderOf(document.path), file);
    files.set(file, path === undefined ? undefined : await servicesIn(path, tree));
  }
  return extended.flatMap(({ section, service, file }) => {
    // What a second file or an include adds to this one is not known.
    const isOpen = file === undefined && (compose.isPartial || own.size === 0);
    const known = file === undefined ? own : files.get(file);
    if (isOpen || known === undefined || known.has(service)) return [];
    const close = nearest(service, known);
    return [
      {
        place: section.place(),
        says: `${file === undefined ? "This file" : `\`${file}\``} has no service \`${service}\` that could be extended.`,
        mend: close === undefined ? "Name a service of that file." : `Write \`${close}\`.`,
        evidence: `${file ?? ""} ${service}`,
      },
    ];
  });
});

/** `extends: api`, or a mapping with a service and a file. */
function extendedBy(section: Section): readonly Extended[] {
  const place = section.text() === undefined ? section.at("service") : section;
  const service = place.text();
  const written = section.at("file");
  const file = written.text();
  if (service === undefined || service.includes("$") || (!written.isMissing && file === undefined)) return [];
  return [{ section: place, service, ...(file !== undefined && { file }) }];
}

/** Names of services; `undefined` where the file is not there or cannot be read whole. */
async function servicesIn(path: string, tree: Tree): Promise<ReadonlySet<string> | undefined> {
  const content = (await tree.read([path])).get(path);
  if (content?.kind !== "text") return undefined;
  const opened = openDocument(path, content);
  if (opened.language !== "yaml") return undefined;
  const parsed = parseYamlDocument(opened);
  if (parsed.problems.length > 0) return undefined;
  const root = sectionOf(dataOf(parsed.tree.documents[0]?.content));
  const services = root.at("services");
  if (!root.at("include").isMissing || !isMapping(services.value)) return undefined;
  return new Set(services.entries().map(([name]) => name));
}
