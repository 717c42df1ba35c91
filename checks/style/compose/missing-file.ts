/**
 * Files and folders that a Compose file names, and that are not there.
 *
 * Why: Compose refuses the whole file, or builds and starts something else than its author has.
 *
 * Looked for are files that it takes in (`include`, `extends`), folders and Dockerfiles that it builds, configs and what
 * `develop.watch` watches. What git is told to leave out is made elsewhere, and not asked for.
 *
 * Bad:
 * ```text
 * === head compose.yaml
 * include: [monitoring/compose.yaml]
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 * === head README.md
 * # Shop
 * ```
 *
 * Good:
 * ```text
 * === head compose.yaml
 * include: [monitoring/compose.yaml]
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 * === head monitoring/compose.yaml
 * services:
 *   prometheus:
 *     image: prom/prometheus:v2.55.0
 * ```
 *
 * Mend: add the file, or write its path from the folder of the Compose file.
 *
 * Waive: `# plumbline-disable-next-line style/compose/missing-file -- reason`
 */

import { nearest } from "../../../core/nearest.ts";
import type { ComposeFile } from "../../../languages/compose/services.ts";
import type { Section } from "../../../languages/kubernetes/section.ts";
import { folderOf, joined } from "../../../languages/kustomize/paths.ts";
import { ignoredByGit } from "../kustomize/reading/ignored-by-git.ts";
import { composeTreeCheck, type Places } from "./reading/compose-tree-check.ts";

interface Named {
  readonly what: string;
  readonly section: Section;
  readonly written: string;
  /** Folder that the path counts from. */
  readonly from: string;
}

export default composeTreeCheck(async ({ document, compose, tree, places }) => {
  const named = namedIn(compose, folderOf(document.path), places).flatMap((each) => {
    const path = places.missing(each.from, each.written);
    return path === undefined ? [] : [{ ...each, path }];
  });
  if (named.length === 0) return [];
  const ignored = await ignoredByGit(
    named.map(({ path }) => path),
    tree,
  );
  return named
    .filter(({ path }) => !ignored.has(path))
    .map(({ what, section, written, path }) => {
      const close = nearest(path, places.inFolder(folderOf(path)));
      return {
        place: section.place(),
        says: `The ${what} \`${written}\` is not there.`,
        mend: close === undefined ? "Add it, or mend the path." : `Name \`${close}\`, or add the file.`,
        evidence: `${what} ${written}`,
      };
    });
});

function namedIn({ root, services }: ComposeFile, folder: string, places: Places): readonly Named[] {
  const one = (what: string, section: Section, from = folder): readonly Named[] => {
    const written = section.text();
    return written === undefined ? [] : [{ what, section, written, from }];
  };
  const oneOrMore = (what: string, section: Section): readonly Named[] => [
    ...one(what, section),
    ...section.items().flatMap((item) => one(what, item)),
  ];
  return [
    ...root
      .at("include")
      .items()
      .flatMap((item) => [...one("included file", item), ...oneOrMore("included file", item.at("path"))]),
    ...root
      .at("configs")
      .entries()
      .flatMap(([name, section]) => one(`file of config \`${name}\``, section.at("file"))),
    ...services.flatMap(({ section }) => [
      ...one("file to extend", section.at("extends", "file")),
      ...section
        .at("develop", "watch")
        .items()
        .flatMap((item) => one("watched path", item.at("path"))),
      ...built(section.at("build"), folder, places, one),
    ]),
  ];
}

function built(
  build: Section,
  folder: string,
  places: Places,
  one: (what: string, section: Section, from?: string) => readonly Named[],
): readonly Named[] {
  const context = build.text() === undefined ? build.at("context") : build;
  const contexts = one("folder to build", context);
  const written = context.text();
  // A Dockerfile counts from its folder; of one that is not there, nothing more is to be said.
  const isPlain = written !== undefined && /^(?:\.|\.\/|(?:\.\/)?[\w-]+(?:\/[\w.-]+)*\/?)$/u.test(written);
  if (!isPlain || context === build) return contexts;
  const inside = joined(folder, written.replace(/^\.\/?|\/+$/gu, "")).replace(/\/$/u, "");
  return places.has(inside) ? [...contexts, ...one("Dockerfile", build.at("dockerfile"), inside)] : contexts;
}
