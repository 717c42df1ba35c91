/**
 * Dependencies of a chart that its `Chart.lock` was not written for, or that are not where `Chart.yaml` says.
 *
 * Why: `helm dependency build` refuses a lock that is out of date, so the pipeline stops, or somebody updates everything to get on.
 *
 * The lock holds a hash of the dependencies that it was written for; it is computed as Helm computes it. Of `file://`
 * addresses that lead into this repository, the chart has to be there.
 *
 * Bad:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 * dependencies:
 *   - name: names
 *     version: 1.0.0
 *     repository: file://../names
 *
 * === head web/Chart.yaml
 * apiVersion: v2
 * name: web
 * version: 1.0.0
 * ```
 *
 * Good:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 * dependencies:
 *   - name: web
 *     version: 1.0.0
 *     repository: file://../web
 *
 * === head web/Chart.yaml
 * apiVersion: v2
 * name: web
 * version: 1.0.0
 * ```
 *
 * Mend: run `helm dependency update` and commit `Chart.lock`, or correct the path.
 *
 * Waive: `# plumbline-disable-next-line style/helm/dependencies -- reason`
 */

import { createHash } from "node:crypto";
import type { Tree } from "../../../core/differential.ts";
import type { Finding } from "../../../core/finding.ts";
import { familyOf, type Chart } from "../../../languages/helm/chart.ts";
import { compareLock } from "../../../languages/helm/lock.ts";
import { chartFile, resolveFolder } from "../../../languages/helm/paths.ts";
import { chartCheck } from "./chart/chart-check.ts";

export default chartCheck({
  async judge(chart, { tree }) {
    const found = await Promise.all(
      familyOf(chart).map(async (each) => [...outOfDate(each), ...(await missing(each, tree))]),
    );
    return { findings: found.flat() };
  },
});

function outOfDate({ folder, definition, lock }: Chart): readonly Finding[] {
  const state = definition && lock ? compareLock(definition.text, lock.text) : undefined;
  if (!state || digestOf(state.hashed) === state.digest) return [];
  const { added, dropped, range } = state;
  const path = chartFile(folder);
  const advice = "Run `helm dependency update` and commit `Chart.lock`.";
  const evidence = `${state.hashed}${state.digest}`;
  const [first] = added;
  if (first) {
    const message = `\`Chart.lock\` does not have the dependency \`${first.name}\`, so \`helm dependency build\` refuses the chart.`;
    return [{ message, advice, at: { path, range: first.range }, evidence }];
  }
  const [gone] = dropped;
  const what =
    gone === undefined ? "was written for other versions or addresses of these dependencies" : `still has \`${gone}\``;
  const message = `\`Chart.lock\` ${what}, so \`helm dependency build\` refuses the chart.`;
  return [{ message, advice, at: { path, range }, evidence }];
}

function digestOf(hashed: string): string {
  return `sha256:${createHash("sha256").update(hashed).digest("hex")}`;
}

/** Above the tree's root anything may be. */
async function missing({ folder, dependencies, subcharts }: Chart, tree: Tree): Promise<readonly Finding[]> {
  const suspects = dependencies.flatMap(({ name, repository, range }) => {
    const isThere = subcharts.some(({ chart, keys }) => chart.name === name || keys.includes(name));
    if (isThere || !repository?.startsWith("file://")) return [];
    const target = resolveFolder(folder, repository.slice("file://".length));
    return target === undefined ? [] : [{ name, repository, range, target }];
  });
  if (suspects.length === 0) return [];
  const contents = await tree.read(suspects.map(({ target }) => chartFile(target)));
  const entries = await tree.list("");
  return suspects.flatMap(({ name, repository, range, target }) => {
    const isBehindLink = entries.some(({ path, kind }) => kind !== "file" && `${target}/`.startsWith(`${path}/`));
    if (isBehindLink || contents.get(chartFile(target))?.kind !== "missing") return [];
    return [
      {
        message: `The dependency \`${name}\` is said to be at \`${repository}\`, and no chart is there.`,
        advice: "Write the path of its folder, as seen from this one.",
        at: { path: chartFile(folder), range },
        evidence: `${name} ${repository}`,
      },
    ];
  });
}
