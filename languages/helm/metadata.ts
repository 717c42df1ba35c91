/** Reads `Chart.yaml`: the chart's name, its type and what it depends on. */

import { dataOf } from "../data.ts";
import { sectionOf, type Section } from "../kubernetes/section.ts";
import { parseSoundYaml } from "../yaml/parse.ts";
import type { ChartDependency } from "./chart.ts";

export interface ChartMetadata {
  readonly name: string | undefined;
  readonly isLibrary: boolean;
  readonly dependencies: readonly ChartDependency[];
}

/** `undefined` for a text that is no sound YAML. */
export function readMetadata(text: string): ChartMetadata | undefined {
  const tree = parseSoundYaml(text);
  if (!tree) return undefined;
  const root = sectionOf(dataOf(tree.documents[0]?.content, "1.1"));
  return {
    name: root.at("name").text(),
    isLibrary: root.at("type").value === "library",
    dependencies: root.at("dependencies").items().flatMap(dependencyOf),
  };
}

function dependencyOf(section: Section): readonly ChartDependency[] {
  const name = section.at("name");
  const text = name.text();
  if (text === undefined) return [];
  const version = section.at("version").value;
  return [
    {
      name: text,
      key: section.at("alias").text() ?? text,
      repository: section.at("repository").text(),
      version: typeof version === "string" || typeof version === "number" ? String(version) : undefined,
      importsValues: !section.at("import-values").isMissing,
      range: name.place(),
    },
  ];
}
