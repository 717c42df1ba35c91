/** A Helm chart as far as its files tell: templates, what they define, values, dependencies, and what of it is not known. */

import type { Range } from "../../core/text.ts";
import type { ParseProblem } from "../parsed.ts";
import type { GoTemplateFile } from "../go-template/tree.ts";

export interface Chart {
  /** `""` is the root of the tree. */
  readonly folder: string;
  readonly name: string | undefined;
  /** Its templates run only where another chart includes them. */
  readonly isLibrary: boolean;
  readonly templates: readonly ChartTemplate[];
  /** Names that its templates define. */
  readonly definitions: ReadonlySet<string>;
  readonly values: readonly ChartFile[];
  /** `Chart.yaml` */
  readonly definition?: ChartFile;
  readonly valuesSchema?: ChartFile;
  readonly lock?: ChartFile;
  readonly dependencies: readonly ChartDependency[];
  /** Charts in its `charts` folder, and those that it names by a path in this tree. */
  readonly subcharts: readonly Subchart[];
  /** Files of it that could not be read, and folders that lead elsewhere. */
  readonly unread: readonly string[];
  /** Dependencies that are not in this tree, or packed there. */
  readonly absent: readonly string[];
}

export interface ChartFile {
  readonly path: string;
  readonly text: string;
}

export interface ChartTemplate extends ChartFile {
  readonly tree: GoTemplateFile;
  readonly problems: readonly ParseProblem[];
}

/** An entry of `dependencies` in `Chart.yaml`. */
export interface ChartDependency {
  readonly name: string;
  /** What its values stand under: the alias, else the name. */
  readonly key: string;
  readonly repository: string | undefined;
  readonly version: string | undefined;
  /** It hands values of its own up to this chart. */
  readonly importsValues: boolean;
  /** Of its name in `Chart.yaml`. */
  readonly range: Range;
}

export interface Subchart {
  /** Names that its values may stand under in the chart above. */
  readonly keys: readonly string[];
  readonly chart: Chart;
}

/** A chart and everything below it: one Helm release, in which all templates see each other. */
export function familyOf(chart: Chart): readonly Chart[] {
  const found = new Set<Chart>();
  const open = [chart];
  for (let next = open.pop(); next; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...next.subcharts.map((each) => each.chart));
  }
  return [...found];
}
