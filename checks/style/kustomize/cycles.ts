/**
 * Kustomizations that use themselves, on whatever way.
 *
 * Why: Kustomize stops with "cycle detected", and no overlay in the circle or above it builds.
 *
 * Bad:
 * ```text
 * === head base/kustomization.yaml
 * resources:
 *   - ../prod
 * === head prod/kustomization.yaml
 * resources:
 *   - ../base
 * ```
 *
 * Good:
 * ```text
 * === head base/kustomization.yaml
 * resources:
 *   - deployment.yaml
 * === head base/deployment.yaml
 * apiVersion: apps/v1
 * kind: Deployment
 * metadata:
 *   name: api
 * === head prod/kustomization.yaml
 * resources:
 *   - ../base
 * ```
 *
 * Mend: delete the entry that leads back.
 *
 * Waive: `# plumbline-disable-next-line style/kustomize/cycles -- reason`
 */

import type { Finding } from "../../../core/finding.ts";
import type { KustomizeGraph } from "../../../languages/kustomize/graph.ts";
import type { Mention } from "../../../languages/kustomize/kustomization.ts";
import { concernedFolders, kustomizeCheck } from "./reading/kustomize-check.ts";

export default kustomizeCheck({
  judge(view) {
    return { findings: concernedFolders(view).flatMap((folder) => loopsAt(folder, view.graph)) };
  },
});

function loopsAt(folder: string, graph: KustomizeGraph): readonly Finding[] {
  const kustomization = graph.kustomizations.get(folder);
  return usesOf(folder, graph).flatMap(({ mention, folder: used }): readonly Finding[] => {
    const way = wayBetween(used, folder, graph);
    if (!kustomization || way === undefined) return [];
    const through = way.slice(0, -1).map((each) => `\`${each || "."}\``);
    const round = through.length === 0 ? "this folder itself" : `${through.join(", then ")}, and back here`;
    return [
      {
        message: `\`${mention.written}\` leads in a circle, which Kustomize refuses to build: ${round}.`,
        advice: "Delete the entry that leads back.",
        at: { path: kustomization.path, range: mention.range },
        evidence: mention.written,
      },
    ];
  });
}

function usesOf(
  folder: string,
  graph: KustomizeGraph,
): readonly { readonly mention: Mention; readonly folder: string }[] {
  return (graph.kustomizations.get(folder)?.mentions ?? []).flatMap((mention) => {
    const { role, target } = mention;
    const isUse = (role === "resource" || role === "component") && target.kind === "local";
    return isUse && graph.kustomizations.has(target.path) ? [{ mention, folder: target.path }] : [];
  });
}

/** The shortest one, both ends included. */
function wayBetween(from: string, to: string, graph: KustomizeGraph): readonly string[] | undefined {
  const ways = new Map<string, readonly string[]>([[from, [from]]]);
  for (const [folder, way] of ways) {
    if (folder === to) return way;
    for (const { folder: next } of usesOf(folder, graph)) if (!ways.has(next)) ways.set(next, [...way, next]);
  }
  return undefined;
}
