/** Makes a check of what the nearest `.hadolint.yaml` demands, or the rule's own options: asked of nobody else. */

import type { Facts, FileCheck } from "../../../../core/check.ts";
import type { Tree } from "../../../../core/differential.ts";
import type { DockerfileDocument } from "../../../../languages/parsed.ts";
import { byPlace, type DockerfileRemark, type DockerfileView, findingOf, viewOf } from "./dockerfile-check.ts";

export interface Demands<Options, Demand> {
  readonly options: object;
  /** `undefined` where nothing is demanded. `configuration`: text of the `.hadolint.yaml`, empty where there is none. */
  readonly demandOf: (options: Options, configuration: string) => Demand | undefined;
  readonly judge: (view: DockerfileView, demand: Demand) => readonly DockerfileRemark[];
  /** Why it is not asked: "no list of trusted registries". */
  readonly otherwise: string;
}

export function hadolintDemands<Options, Demand>({
  options,
  demandOf,
  judge,
  otherwise,
}: Demands<Options, Demand>): FileCheck<Options, DockerfileDocument> {
  return {
    scope: "file",
    languages: ["dockerfile"],
    kinds: ["dockerfile"],
    options,
    // Whoever adds a registry to the list must not thereby trust it in the same request.
    gather: (documents, { base }) => gatherConfigurations(documents, base),
    look(document, context) {
      const text = context.facts?.["configuration"];
      const demand = demandOf(context.options, typeof text === "string" ? text : "");
      if (demand === undefined) return { findings: [], skipped: otherwise, aside: true };
      if (document.unread !== undefined)
        return { findings: [], gaps: [{ reason: document.unread, cause: "unsupported" }] };
      const remarks = judge(viewOf(document), demand);
      return { findings: remarks.map((remark) => findingOf(document.path, remark)).sort(byPlace) };
    },
  };
}

/** By path of the document: the text of the nearest configuration above it. */
async function gatherConfigurations(
  documents: readonly { readonly path: string }[],
  tree: Tree,
): Promise<ReadonlyMap<string, Facts>> {
  const above = new Map(documents.map(({ path }) => [path, configurationsAbove(path)]));
  const contents = await tree.read([...new Set([...above.values()].flat())]);
  const facts = new Map<string, Facts>();
  for (const [path, candidates] of above) {
    const nearest = candidates.map((candidate) => contents.get(candidate)).find((each) => each?.kind === "text");
    if (nearest?.kind === "text") facts.set(path, { configuration: nearest.text });
  }
  return facts;
}

/** Nearest first. */
function configurationsAbove(path: string): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  const above = [...folders.map((_, index) => `${folders.slice(0, folders.length - index).join("/")}/`), ""];
  return above.flatMap((folder) => [`${folder}.hadolint.yaml`, `${folder}.hadolint.yml`]);
}
