/** Writes `checks/generated/catalogue.ts`: every check's metadata beside a lazy import of its file. */

import { defaultsOf, type DescribedCheck } from "./checks.ts";
import { generatedNotice } from "./notice.ts";

export function catalogueSource(checks: readonly DescribedCheck[]): string {
  const entries = checks.filter((check) => check.hasFile).map(entrySource);
  return `/** Every check under \`checks/\` by its name. ${generatedNotice} */

import type { CatalogueEntry } from "../catalogue-entry.ts";

const entries: readonly CatalogueEntry[] = [
${entries.join("\n")}
];

export const catalogue: ReadonlyMap<string, CatalogueEntry> = new Map(entries.map((entry) => [entry.name, entry]));
`;
}

function entrySource({ entry, options }: DescribedCheck): string {
  const fields = [
    `name: ${JSON.stringify(entry.name)}`,
    `scope: ${JSON.stringify(entry.scope)}`,
    ...(entry.languages ? [`languages: ${list(entry.languages)}`] : []),
    ...(entry.kinds ? [`kinds: ${list(entry.kinds)}`] : []),
    ...(entry.paths ? [`paths: ${list(entry.paths)}`] : []),
    `summary: ${JSON.stringify(entry.summary)}`,
    `fixable: ${entry.fixable}`,
    `gathers: ${entry.gathers}`,
    `defaults: ${JSON.stringify(options ? defaultsOf(options) : {})}`,
    `load: () => import("../${entry.name}.ts")`,
  ];
  return `  {\n${fields.map((field) => `    ${field},\n`).join("")}  },`;
}

function list(names: readonly string[]): string {
  return `[${names.map((name) => JSON.stringify(name)).join(", ")}]`;
}
