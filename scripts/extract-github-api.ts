/** Extracts from GitHub's published API descriptions the part that the fake GitHub speaks: facts and schemas, no prose. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { extractOperations, type DescribedApi } from "./extract-github-operations.ts";
import { extractGraphqlSchema } from "./extract-github-graphql.ts";

const restSource = { name: "@octokit/openapi", version: "23.0.2", file: "generated/api.github.com.json" };
const graphqlSource = { name: "@octokit/graphql-schema", file: "schema.graphql" };
const destination = resolve("test/fake-github/api");

extractRest();
extractGraphql();

/** The source is 385 MB unpacked, so it is fetched into a temporary folder and never becomes a dependency. */
function extractRest(): void {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-openapi-"));
  try {
    writeFileSync(join(folder, "package.json"), "{}");
    const wanted = `${restSource.name}@${restSource.version}`;
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", wanted], { cwd: folder });
    const installed = join(folder, "node_modules", restSource.name);
    const described: DescribedApi = JSON.parse(readFileSync(join(installed, restSource.file), "utf8"));
    const extracted = extractOperations(described);
    const header = { source: `npm ${wanted} ${restSource.file}`, licence: licenceOf(installed) };
    writeLines("openapi.json", { ...header, ...extracted });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function extractGraphql(): void {
  const installed = resolve("node_modules", graphqlSource.name);
  const { version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const text = extractGraphqlSchema(readFileSync(join(installed, graphqlSource.file), "utf8"));
  const header = `# Source: npm ${graphqlSource.name}@${version} ${graphqlSource.file}, licence ${licenceOf(installed)}, reduced by scripts/extract-github-api.ts\n`;
  writeFileSync(join(destination, "schema.graphql"), header + text);
}

/** One operation or schema a line, so that a new version shows as a readable difference. */
function writeLines(name: string, parts: Readonly<Record<string, unknown>>): void {
  const sections = Object.entries(parts).map(([key, value]) => `${JSON.stringify(key)}:${linesOf(value)}`);
  writeFileSync(join(destination, name), `{\n${sections.join(",\n")}\n}\n`);
}

function linesOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}:${JSON.stringify(entry)}`);
  return `{\n${entries.join(",\n")}\n}`;
}

function licenceOf(installed: string): string {
  return JSON.parse(readFileSync(join(installed, "package.json"), "utf8")).license;
}
