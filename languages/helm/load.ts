/** Loads charts from a tree: those asked for, the charts around them and below them, each once, within bounds. */

import type { FileContent, Tree, TreeEntry } from "../../core/differential.ts";
import { parseGoTemplate } from "../go-template/parse.ts";
import type { Chart, ChartDependency, ChartFile, ChartTemplate, Subchart } from "./chart.ts";
import { definedNames } from "./definitions.ts";
import { readMetadata } from "./metadata.ts";
import { chartFile, foldersAbove, joined, mayConcernChart, resolveFolder, roleIn } from "./paths.ts";

/** A chart of more than that was written by a machine, and nobody waits for its review. */
const mostFiles = 1_500;
const mostCharacters = 10_000_000;
const mostCharts = 60;
const deepest = 6;

const loaded = new WeakMap<Tree, Map<string, Promise<Chart>>>();

/** Outermost charts that hold one of the paths; what several rules ask of one tree is read and parsed once. */
export async function loadCharts(tree: Tree, paths: readonly string[]): Promise<readonly Chart[]> {
  const roots = await findRoots(tree, paths);
  const known = loaded.get(tree) ?? new Map<string, Promise<Chart>>();
  loaded.set(tree, known);
  return Promise.all(
    roots.map((folder) => {
      const chart = known.get(folder) ?? loadChart(tree, folder);
      known.set(folder, chart);
      return chart;
    }),
  );
}

async function findRoots(tree: Tree, paths: readonly string[]): Promise<readonly string[]> {
  const folders = [...new Set(paths.filter(mayConcernChart).flatMap(foldersAbove))];
  if (folders.length === 0) return [];
  const contents = await tree.read(folders.map(chartFile));
  const charts = new Set(folders.filter((folder) => contents.get(chartFile(folder))?.kind === "text"));
  // A chart inside of another one's folder is most often a part of it, in `charts` or by its path.
  const outermost = paths
    .filter(mayConcernChart)
    .flatMap((path) => foldersAbove(path).findLast((folder) => charts.has(folder)) ?? []);
  return [...new Set(outermost)].sort();
}

interface Loading {
  readonly tree: Tree;
  /** Everything below the outermost chart, with what could be read of it. */
  readonly entries: readonly TreeEntry[];
  readonly contents: ReadonlyMap<string, FileContent>;
  /** Charts on the way here: one that contains itself is not opened again. */
  readonly above: readonly string[];
  readonly budget: { charts: number };
}

async function loadChart(tree: Tree, folder: string, above: readonly string[] = [], budget = { charts: mostCharts }) {
  const prefix = folder === "" ? "" : `${folder}/`;
  const entries = (await tree.list(folder)).map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }));
  const wanted = entries.filter(({ path, kind }) => kind === "file" && roleIn(innerPath(path)) !== undefined);
  const read = wanted.filter(({ path }) => roleIn(innerPath(path)) !== "archive").slice(0, mostFiles);
  const found = await tree.read(read.map(({ path }) => prefix + path));
  const contents = new Map(read.map(({ path }) => [path, found.get(prefix + path) ?? missing] as const));
  return assemble(folder, "", { tree, entries, contents, above, budget });
}

const missing: FileContent = { kind: "missing" };

/** `charts/cache/charts/lib/templates/a.yaml` is `templates/a.yaml` to the chart that it belongs to. */
function innerPath(path: string): string {
  const inner = /^(?:charts\/[^/]+\/)+/u.exec(path)?.[0] ?? "";
  return path.slice(inner.length);
}

interface OwnFiles {
  /** By their path from the chart's folder. */
  readonly files: ReadonlyMap<string, ChartFile>;
  readonly unread: readonly string[];
  readonly archives: readonly string[];
}

/** Files of one chart, without those of the charts in it. */
function ownFiles(folder: string, at: string, { entries, contents }: Loading): OwnFiles {
  const files = new Map<string, ChartFile>();
  const unread: string[] = [];
  const archives: string[] = [];
  let characters = 0;
  for (const { path, kind } of entries) {
    const inner = path.startsWith(at) ? path.slice(at.length) : "";
    const role = roleIn(inner);
    if (kind !== "file") {
      // A link or a submodule may hold anything.
      if (role === "template" || inner === "templates" || inner.startsWith("charts")) unread.push(inner);
    } else if (role === "archive") {
      archives.push(inner);
    } else if (role !== undefined) {
      const content = contents.get(path);
      characters += content?.kind === "text" ? content.text.length : 0;
      const isRead = content?.kind === "text" && characters <= mostCharacters;
      if (isRead) files.set(inner, { path: joined(folder, inner), text: content.text });
      else unread.push(inner);
    }
  }
  return { files, unread, archives };
}

/** `at` leads from the outermost chart to this one, with a slash at its end. */
async function assemble(root: string, at: string, loading: Loading): Promise<Chart> {
  const folder = [root, at.replace(/\/$/u, "")].filter((part) => part !== "").join("/");
  const { files, unread, archives } = ownFiles(folder, at, loading);
  const metadata = readMetadata(files.get("Chart.yaml")?.text ?? "");
  const older = readMetadata(files.get("requirements.yaml")?.text ?? "");
  const dependencies = [...(metadata?.dependencies ?? []), ...(older?.dependencies ?? [])];
  const templates = [...files].flatMap(([inner, file]) => (roleIn(inner) === "template" ? [parsed(file)] : []));
  const subcharts = await findSubcharts(root, at, dependencies, { ...loading, above: [...loading.above, folder] });
  const present = new Set(subcharts.flatMap(({ chart, keys }) => [chart.name, ...keys]));
  const definition = files.get("Chart.yaml");
  const lock = files.get("Chart.lock");
  const schema = files.get("values.schema.json");
  return {
    folder,
    name: metadata?.name,
    isLibrary: metadata?.isLibrary ?? false,
    templates,
    definitions: new Set(templates.flatMap(({ tree }) => definedNames(tree))),
    values: [...files].flatMap(([inner, file]) => (roleIn(inner) === "values" ? [file] : [])),
    ...(definition && { definition }),
    ...(schema && { valuesSchema: schema }),
    ...(lock && { lock }),
    dependencies,
    subcharts,
    unread: [...(loading.entries.length === 0 ? [folder] : []), ...unread, ...(metadata ? [] : ["Chart.yaml"])],
    absent: [...archives, ...dependencies.map(({ name }) => name).filter((name) => !present.has(name))],
  };
}

function parsed(file: ChartFile): ChartTemplate {
  return { ...file, ...parseGoTemplate(file.text) };
}

async function findSubcharts(
  root: string,
  at: string,
  dependencies: readonly ChartDependency[],
  loading: Loading,
): Promise<readonly Subchart[]> {
  const { tree, entries, above, budget } = loading;
  if (above.length > deepest) return [];
  const folder = above.at(-1) ?? "";
  const subcharts: Subchart[] = [];
  const inside = entries.flatMap(({ path }) => {
    return path.startsWith(at) ? (/^charts\/([^/]+)\/Chart\.yaml$/u.exec(path.slice(at.length))?.[1] ?? []) : [];
  });
  for (const name of inside) {
    if (budget.charts-- <= 0) break;
    const chart = await assemble(root, `${at}charts/${name}/`, loading);
    subcharts.push({ chart, keys: keysOf(dependencies, chart.name ?? name) });
  }
  for (const { name, repository } of dependencies) {
    const target = repository?.startsWith("file://")
      ? resolveFolder(folder, repository.slice("file://".length))
      : undefined;
    if (target === undefined || above.includes(target)) continue;
    if (subcharts.some(({ chart }) => chart.name === name) || budget.charts-- <= 0) continue;
    const content = (await tree.read([chartFile(target)])).get(chartFile(target));
    if (content?.kind !== "text") continue;
    subcharts.push({ chart: await loadChart(tree, target, above, budget), keys: keysOf(dependencies, name) });
  }
  return subcharts;
}

function keysOf(dependencies: readonly ChartDependency[], name: string): readonly string[] {
  const named = dependencies.filter((dependency) => dependency.name === name).map(({ key }) => key);
  return named.length > 0 ? named : [name];
}
