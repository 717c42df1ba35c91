/**
 * Templates that a chart includes and nobody defines.
 *
 * Why: Helm stops at the first of them while it renders, and the line that breaks is often in a file which the change leaves alone.
 *
 * All templates of a chart see each other, and those of the charts in its `charts` folder. Where a dependency is not in the
 * repository, only names that were defined before the change, or that begin with the chart's own name, are told.
 *
 * Bad:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 *
 * === head shop/templates/_names.tpl
 * {{- define "shop.fullname" -}}{{ .Release.Name }}-shop{{- end }}
 *
 * === head shop/templates/service.yaml
 * metadata:
 *   name: {{ include "shop.fullName" . }}
 * ```
 *
 * Good:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 *
 * === head shop/templates/_names.tpl
 * {{- define "shop.fullname" -}}{{ .Release.Name }}-shop{{- end }}
 *
 * === head shop/templates/service.yaml
 * metadata:
 *   name: {{ include "shop.fullname" . }}
 * ```
 *
 * Mend: correct the name, or define the template.
 *
 * Waive: `# plumbline-disable-next-line style/helm/undefined-templates -- reason`, or the same in a comment of the template
 */

import type { Finding, Gap } from "../../../core/finding.ts";
import { nearest } from "../../../core/nearest.ts";
import type { Range } from "../../../core/text.ts";
import { familyOf, type Chart } from "../../../languages/helm/chart.ts";
import { inclusionsIn, type Inclusion } from "../../../languages/helm/definitions.ts";
import { chartCheck } from "./chart/chart-check.ts";
import { isTakenIn } from "./chart/taken-in.ts";

export default chartCheck({
  async judge(chart, { tree, before }) {
    const family = familyOf(chart);
    const defined = new Set(family.flatMap(({ definitions }) => [...definitions]));
    const earlier = new Set(before ? familyOf(before).flatMap(({ definitions }) => [...definitions]) : []);
    const missing = missingIn(family, defined);
    const sure = missing.filter((each) => earlier.has(each.name) || isOwnName(each.name, each.chart));
    const isWhole = !chart.isLibrary && family.every(isKnown);
    const isClosed = isWhole && missing.length > sure.length && !(await isTakenIn(chart, tree));
    return { findings: oncePerFile(isClosed ? missing : sure), gaps: family.flatMap(unparsed) };
  },
});

interface Missing {
  readonly chart: Chart;
  readonly path: string;
  readonly name: string;
  readonly range: Range;
  readonly close: string | undefined;
}

function missingIn(family: readonly Chart[], defined: ReadonlySet<string>): readonly Missing[] {
  const files = family.flatMap((chart) =>
    chart.templates.map(({ path, tree }) => ({ chart, path, inclusions: inclusionsIn(tree) })),
  );
  const names = new Set(files.flatMap(({ inclusions }) => inclusions.map(({ name }) => name)));
  // What no template includes never runs; names that are put together may be any.
  const runs = ({ within }: Inclusion) => within === undefined || names.has(undefined) || names.has(within);
  return files.flatMap(({ chart, path, inclusions }) =>
    inclusions.flatMap((inclusion) => {
      const { name, range } = inclusion;
      if (name === undefined || defined.has(name) || !runs(inclusion)) return [];
      return [{ chart, path, name, range, close: nearest(name, defined) }];
    }),
  );
}

/** Whether whatever it defines has been read. */
function isKnown({ unread, absent, templates }: Chart): boolean {
  return unread.length === 0 && absent.length === 0 && templates.every(({ problems }) => problems.length === 0);
}

/** `shop.labels` in a chart `shop` whose other templates are called so as well: no dependency defines that. */
function isOwnName(
  name: string,
  { name: chart, definitions, dependencies, isLibrary, unread, templates }: Chart,
): boolean {
  const prefix = name.slice(0, name.indexOf(".") + 1);
  if (isLibrary || unread.length > 0 || prefix !== `${chart ?? ""}.`) return false;
  if (dependencies.some((dependency) => `${dependency.name}.` === prefix)) return false;
  const isSound = templates.every(({ problems }) => problems.length === 0);
  return isSound && [...definitions].some((defined) => defined.startsWith(prefix));
}

function unparsed({ templates }: Chart): readonly Gap[] {
  return templates.flatMap(({ path, problems }): readonly Gap[] =>
    problems.length > 0 ? [{ path, reason: "what it defines is not known until it parses", cause: "input" }] : [],
  );
}

function oncePerFile(missing: readonly Missing[]): readonly Finding[] {
  const first = new Map<string, Missing>();
  for (const each of missing) {
    const key = `${each.path}\0${each.name}`;
    if (!first.has(key)) first.set(key, each);
  }
  return [...first.values()].map(({ path, name, range, close }) => ({
    message: `\`${name}\` is a template that this chart does not define, so Helm cannot render the file.`,
    advice: close === undefined ? "Define it, or correct the name." : `Write \`${close}\` if that is what is meant.`,
    at: { path, range },
    evidence: name,
  }));
}
