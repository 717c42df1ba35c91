/**
 * Rules that use a recorded series which this change no longer records.
 *
 * Why: an alert on a series that is not there never fires, and nobody notices until it should have.
 *
 * The changed files are searched, and other files of the tree whose path speaks of rules, alerts or monitoring.
 *
 * Bad:
 * ```text
 * === base rules/api.rules.yml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:errors:rate5m
 *         expr: sum by (job) (rate(errors_total[5m]))
 *       - alert: ManyErrors
 *         expr: job:errors:rate5m > 1
 * === head rules/api.rules.yml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:errors:rate10m
 *         expr: sum by (job) (rate(errors_total[10m]))
 *       - alert: ManyErrors
 *         expr: job:errors:rate5m > 1
 * ```
 *
 * Good:
 * ```text
 * === base rules/api.rules.yml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:errors:rate5m
 *         expr: sum by (job) (rate(errors_total[5m]))
 *       - alert: ManyErrors
 *         expr: job:errors:rate5m > 1
 * === head rules/api.rules.yml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:errors:rate10m
 *         expr: sum by (job) (rate(errors_total[10m]))
 *       - alert: ManyErrors
 *         expr: job:errors:rate10m > 1
 * ```
 *
 * Mend: keep the recording rule, or change its users in the same request.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/lost-recording -- reason`
 */

import type { TreeCheck } from "../../../core/check.ts";
import type { ChangedFile, Tree } from "../../../core/differential.ts";
import type { Finding } from "../../../core/finding.ts";
import { openDocument } from "../../../core/open-document.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { rulesOf } from "../../../languages/prometheus/rule-groups.ts";
import { metricOf, selectorsOf } from "../../../languages/promql/tree.ts";
import { parseYamlDocument } from "../../../languages/yaml/document.ts";
import { midSentence } from "./reading/prometheus-check.ts";

/** Rule files beside the changed ones that are read; in a larger tree the rest is a gap. */
const mostFiles = 400;
const ruleFile = /\.ya?ml$/iu;

const check: TreeCheck<object> = {
  scope: "tree",
  paths: ["*.yml", "*.yaml"],
  async look({ base, head, files }) {
    const changed = files.filter(({ path, previousPath }) => ruleFile.test(path) || ruleFile.test(previousPath ?? ""));
    const before = await documentsAt(base, changed.flatMap(pathAtBase));
    const recorded = new Set(before.flatMap(recordedNames));
    if (recorded.size === 0) return { findings: [], skipped: "no recording rule in the changed files" };

    const atHead = changed.flatMap(({ path, status }) => (status === "removed" ? [] : [path]));
    const after = await documentsAt(head, atHead, true);
    for (const name of after.flatMap(recordedNames)) recorded.delete(name);
    // A file that no longer parses records nothing that could be seen; others say so.
    if (recorded.size === 0 || after.some(({ problems }) => problems.length > 0)) return { findings: [] };

    const { documents, isWhole } = await others(head, new Set(changed.map(({ path }) => path)));
    for (const name of documents.flatMap(recordedNames)) recorded.delete(name);
    const findings = [...after, ...documents].flatMap((document) => usersIn(document, recorded));
    if (isWhole) return { findings };
    return {
      findings: [],
      gaps: [
        {
          reason: `more than ${mostFiles} rule files: not all were searched for what this change no longer records`,
          cause: "unsupported",
        },
      ],
    };
  },
};
export default check;

function pathAtBase({ path, previousPath, status }: ChangedFile): readonly string[] {
  return status === "added" ? [] : [previousPath ?? path];
}

/** Rule files and `PrometheusRule` objects; `withBroken`: and whatever may have been one, and does not parse. */
async function documentsAt(tree: Tree, paths: readonly string[], withBroken = false): Promise<readonly YamlDocument[]> {
  if (paths.length === 0) return [];
  const contents = await tree.read(paths);
  return [...contents].flatMap(([path, content]) => {
    if (content.kind !== "text" || !(withBroken || /\bexpr\b/u.test(content.text))) return [];
    const document = openDocument(path, content);
    if (document.language !== "yaml") return [];
    const parsed = parseYamlDocument(document);
    const isOurs = document.kind === "prometheus-rules" || document.kind === "kubernetes";
    return isOurs || (withBroken && parsed.problems.length > 0) ? [parsed] : [];
  });
}

/** Files that may hold rules, by their names or those of their folders: other YAML of a large tree is not read. */
async function others(
  head: Tree,
  changed: ReadonlySet<string>,
): Promise<{ readonly documents: readonly YamlDocument[]; readonly isWhole: boolean }> {
  const entries = await head.list("");
  const candidates = entries.flatMap(({ path, kind }) =>
    kind === "file" && ruleFile.test(path) && !changed.has(path) && /rule|alert|record|prom|monitor|mixin/iu.test(path)
      ? [path]
      : [],
  );
  const documents = await documentsAt(head, candidates.slice(0, mostFiles));
  return { documents, isWhole: candidates.length <= mostFiles };
}

function recordedNames(document: YamlDocument): readonly string[] {
  return rulesOf(document).flatMap(({ kind, name }) => (kind === "record" && name ? [name.value] : []));
}

function usersIn(document: YamlDocument, lost: ReadonlySet<string>): readonly Finding[] {
  return rulesOf(document).flatMap(({ expression, title }) => {
    if (!expression?.tree) return [];
    return selectorsOf(expression.tree).flatMap((selector) => {
      const metric = metricOf(selector);
      if (metric === undefined || !lost.has(metric)) return [];
      return [
        {
          message: `${title} uses \`${metric}\`, which this change no longer records, so it finds nothing.`,
          advice: `Keep the rule that records \`${metric}\`, or change ${midSentence(title)} in the same request.`,
          at: { path: document.path, range: expression.at(selector) },
          evidence: metric,
        },
      ];
    });
  });
}
