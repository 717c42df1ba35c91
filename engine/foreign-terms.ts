/** Reads the nearest `.hadolint.yaml` above each Dockerfile: the levels that it gives to rules, and whether comments count. */

import type { Tree } from "../core/differential.ts";
import type { ForeignTerms, ReadTerms } from "../core/foreign-terms.ts";
import { isDockerfilePath } from "./foreign-switches.ts";
import type { HadolintTerms } from "../languages/foreign/hadolint-terms.ts";

interface Placed extends HadolintTerms {
  readonly path: string;
}

const silent: ForeignTerms = { severityOf: () => undefined, isDeaf: () => false };

export const readTerms: ReadTerms = async (paths, trusted) => {
  const above = new Map(paths.filter(isDockerfilePath).map((path) => [path, configurationsAbove(path)]));
  if (above.size === 0) return silent;
  const found = await configurationsAt([...new Set([...above.values()].flat())], trusted);
  if (found.size === 0) return silent;
  const nearest = (path: string): Placed | undefined =>
    above
      .get(path)
      ?.flatMap((candidate) => found.get(candidate) ?? [])
      .at(0);
  return {
    severityOf(check, severity, path) {
      const configuration = nearest(path);
      const changed = configuration?.severityOf(check, severity);
      return configuration && changed ? { severity: changed, by: configuration.path } : undefined;
    },
    isDeaf: (tool, path) => tool === "hadolint" && nearest(path)?.isDeaf === true,
  };
};

/** Nearest first. */
function configurationsAbove(path: string): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  const above = [...folders.map((_, index) => `${folders.slice(0, folders.length - index).join("/")}/`), ""];
  return above.flatMap((folder) => [`${folder}.hadolint.yaml`, `${folder}.hadolint.yml`]);
}

/** By tree, then by what is asked: both sides of a review ask the same. */
const known = new WeakMap<Tree, Map<string, Promise<ReadonlyMap<string, Placed>>>>();

function configurationsAt(paths: readonly string[], tree: Tree): Promise<ReadonlyMap<string, Placed>> {
  const asked = known.get(tree) ?? new Map<string, Promise<ReadonlyMap<string, Placed>>>();
  known.set(tree, asked);
  const key = [...paths].sort().join("\0");
  const answer = asked.get(key) ?? readConfigurations(paths, tree);
  asked.set(key, answer);
  return answer;
}

async function readConfigurations(paths: readonly string[], tree: Tree): Promise<ReadonlyMap<string, Placed>> {
  const texts = [...(await tree.read(paths))].flatMap(([path, content]) =>
    content.kind === "text" ? [{ path, text: content.text }] : [],
  );
  if (texts.length === 0) return new Map();
  // The reader comes with a parser, which most changes have no need of.
  const { readHadolintTerms } = await import("../languages/foreign/hadolint-terms.ts");
  return new Map(texts.map(({ path, text }) => [path, { path, ...readHadolintTerms(text) }]));
}
