/**
 * Fields of a kustomization that Kustomize has replaced.
 *
 * Why: the next major version no longer reads them, and until then each build warns about them; some of them also change selectors,
 * which cannot be changed once a workload is there.
 *
 * Bad (k8s/base/kustomization.yaml):
 * ```yaml
 * resources:
 *   - deployment.yaml
 * commonLabels:
 *   app: api
 * ```
 *
 * Good (k8s/base/kustomization.yaml):
 * ```yaml
 * resources:
 *   - deployment.yaml
 * labels:
 *   - pairs:
 *       app: api
 *     includeSelectors: true
 * ```
 *
 * Mend: use the field that the message names; `kustomize edit fix` rewrites most of them.
 *
 * Waive: `# plumbline-disable-next-line style/kustomize/deprecated-fields -- reason`
 */

import type { FileCheck } from "../../../core/check.ts";
import type { Finding } from "../../../core/finding.ts";
import { dataOf } from "../../../languages/data.ts";
import { type Section, sectionOf } from "../../../languages/kubernetes/section.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";

interface Deprecated {
  readonly field: string;
  readonly places: (root: Section) => readonly Section[];
  readonly successor: string;
}

function top(field: string, successor: string): Deprecated {
  return { field, places: (root) => [root.at(field)], successor };
}

function inGenerators(field: string, successor: string): Deprecated {
  const generators = (root: Section): readonly Section[] => [
    ...root.at("configMapGenerator").items(),
    ...root.at("secretGenerator").items(),
  ];
  return { field, places: (root) => generators(root).map((each) => each.at(field)), successor };
}

const deprecated: readonly Deprecated[] = [
  top("bases", "Move its entries to `resources`."),
  top("patchesStrategicMerge", "Move its entries to `patches`, each as `- path: FILE`."),
  top("patchesJson6902", "Rename it to `patches`; its entries stay as they are."),
  top("vars", "Write `replacements`, which name their source and their targets."),
  top(
    "commonLabels",
    "Write `labels` with `includeSelectors: true`, or without it where selectors need not have them.",
  ),
  top("imageTags", "Rename it to `images`."),
  top("helmChartInflationGenerator", "Write `helmCharts`."),
  inGenerators("env", "Write `envs` with a list."),
];

const check: FileCheck<object, YamlDocument> = {
  scope: "file",
  languages: ["yaml"],
  kinds: ["kustomization"],
  look(document) {
    const { path, problems, tree } = document;
    if (problems.length > 0) return { findings: [], gaps: [{ path, reason: "waits until it parses", cause: "input" }] };
    const roots = tree.documents.flatMap(({ content }) => (content ? [sectionOf(dataOf(content))] : []));
    const findings = roots.flatMap((root) => deprecated.flatMap((each) => findingsOf(root, each, path)));
    return { findings: findings.sort((one, other) => (one.at?.range[0] ?? 0) - (other.at?.range[0] ?? 0)) };
  },
};
export default check;

function findingsOf(root: Section, { field, places, successor }: Deprecated, path: string): readonly Finding[] {
  return places(root)
    .filter(({ isMissing }) => !isMissing)
    .map((section) => ({
      message: `\`${field}\` is deprecated in Kustomize.`,
      advice: successor,
      at: { path, range: section.place() },
    }));
}
