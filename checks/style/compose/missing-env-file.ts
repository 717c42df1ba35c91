/**
 * Files with variables and secrets that are not there, nor an example of them.
 *
 * Why: Compose stops without them, and nobody who gets the repository knows what has to be in them.
 *
 * A file that git is told to leave out is expected to be missing, and so is one beside which an example lies
 * (`api.env.example`); `required: false` says that it may be.
 *
 * Bad:
 * ```text
 * === head compose.yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     env_file: api.env
 * === head README.md
 * # Shop
 * ```
 *
 * Good:
 * ```text
 * === head compose.yaml
 * services:
 *   api:
 *     image: registry.example.com/api:1.4.2
 *     env_file: api.env
 * === head api.env.example
 * LOG_LEVEL=info
 * ```
 *
 * Mend: mend the path, or add an example and name the file in `.gitignore`.
 *
 * Waive: `# plumbline-disable-next-line style/compose/missing-env-file -- reason`
 */

import { type ComposeFile, envFilesOf } from "../../../languages/compose/services.ts";
import type { Section } from "../../../languages/kubernetes/section.ts";
import { folderOf } from "../../../languages/kustomize/paths.ts";
import { ignoredByGit } from "../kustomize/reading/ignored-by-git.ts";
import { composeTreeCheck } from "./reading/compose-tree-check.ts";

interface Named {
  readonly who: string;
  readonly written: string;
  readonly section: Section;
}

export default composeTreeCheck(async ({ document, compose, tree, places }) => {
  const folder = folderOf(document.path);
  const missing = namedIn(compose).flatMap((each) => {
    const path = places.missing(folder, each.written);
    return path === undefined || hasExample(path, places.inFolder(folderOf(path))) ? [] : [{ ...each, path }];
  });
  if (missing.length === 0) return [];
  const ignored = await ignoredByGit(
    missing.map(({ path }) => path),
    tree,
  );
  return missing
    .filter(({ path }) => !ignored.has(path))
    .map(({ who, written, section }) => ({
      place: section.place(),
      says: `${who} reads \`${written}\`, and neither that file nor an example of it is there.`,
      mend: `Mend the path, or add \`${written}.example\` and name \`${written}\` in \`.gitignore\`.`,
      evidence: `${who} ${written}`,
    }));
});

function namedIn({ root, services }: ComposeFile): readonly Named[] {
  const variables = services.flatMap((service) =>
    envFilesOf(service)
      .filter(({ isRequired }) => isRequired)
      .map(({ path, section }) => ({ who: `Service \`${service.name}\``, written: path, section })),
  );
  const secrets = root
    .at("secrets")
    .entries()
    .flatMap(([name, secret]) => {
      const section = secret.at("file");
      const written = section.text();
      return written === undefined ? [] : [{ who: `Secret \`${name}\``, written, section }];
    });
  return [...variables, ...secrets];
}

/** `.env.example`, `example.env`, `api.env.dist`: by any word for it beside the name. */
function hasExample(path: string, beside: readonly string[]): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const stem = name.replace(/^\.|\.env$|\.txt$/gu, "");
  return beside.some((other) => {
    const theirs = other.slice(other.lastIndexOf("/") + 1);
    return /example|sample|template|tmpl|dist|default|encrypted|enc\b|sops|gpg/iu.test(theirs) && theirs.includes(stem);
  });
}
