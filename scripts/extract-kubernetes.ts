/** Extracts the schemas of Kubernetes' own kinds from the official client packages: names, types and what is required, no prose. */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readClientPackage, type ClientPackage } from "./kubernetes/client-package.ts";
import { shardsOf } from "./kubernetes/shards.ts";

/** The newest client of each version; for 1.31 and 1.35 none was published. */
const clients = ["0.21.0", "0.22.3", "1.1.2", "1.3.0", "1.4.0", "2.0.1"] as const;
const name = "@kubernetes/client-node";
const destination = resolve("schemas/kubernetes");

const folder = mkdtempSync(join(tmpdir(), "plumbline-kubernetes-"));
try {
  const packages = clients.map((version) => unpack(version));
  const header = { source: `npm ${name} ${clients.join(", ")}`, licence: licenceOf(packages) };
  mkdirSync(destination, { recursive: true });
  for (const file of readdirSync(destination)) rmSync(join(destination, file));
  for (const [shard, { kinds, definitions }] of shardsOf(packages.map(({ client }) => client))) {
    writeLines(`${shard}.json`, { ...header, kinds, definitions });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Unpacked {
  readonly client: ClientPackage;
  readonly licence: string;
}

/** Without its dependencies: only the generated files are read. */
function unpack(version: string): Unpacked {
  const target = join(folder, version);
  mkdirSync(target);
  const archive = execFileSync("npm", ["pack", "--silent", `${name}@${version}`], {
    cwd: target,
    encoding: "utf8",
  }).trim();
  execFileSync("tar", ["xzf", archive], { cwd: target });
  const { license }: { license: string } = JSON.parse(readFileSync(join(target, "package/package.json"), "utf8"));
  return { client: readClientPackage(join(target, "package")), licence: license };
}

function licenceOf(packages: readonly Unpacked[]): string {
  return [...new Set(packages.map(({ licence }) => licence))].join(", ");
}

/** One kind or definition a line, so that a new version shows as a readable difference. */
function writeLines(file: string, parts: Readonly<Record<string, unknown>>): void {
  const sections = Object.entries(parts).map(([key, value]) => `${JSON.stringify(key)}:${linesOf(value)}`);
  writeFileSync(join(destination, file), `{\n${sections.join(",\n")}\n}\n`);
}

function linesOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}:${JSON.stringify(entry)}`);
  return `{\n${entries.join(",\n")}\n}`;
}
