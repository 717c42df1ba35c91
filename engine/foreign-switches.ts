/**
 * Reads configurations of other tools: the nearest `.tflint.hcl`, `.pint.hcl`, `.hadolint.yaml` or `.shellcheckrc` above a file,
 * for manifests what kube-linter, Polaris and Trivy are told, and for workflows zizmor and actionlint, switch off the rules of
 * ours that ask what theirs ask. Paths that gitleaks allows are not searched for secrets.
 */

import type { Tree } from "../core/differential.ts";
import type { ReadSwitches, SwitchedOff } from "../core/foreign-switches.ts";
import { isGitleaksFile, readGitleaksSwitches } from "./gitleaks-switches.ts";
import { isWorkflowSwitches, readWorkflowSwitches } from "./workflow-switches.ts";
import { isYamllintFile, readYamllintSwitches } from "./yamllint-switches.ts";

/** What such a file says: whether it switches off a check of ours. */
interface Configuration {
  /** The path is seen from the folder of the file. */
  readonly switchesOff: (check: string, path: string) => boolean;
}

interface Tool {
  readonly fileName: string;
  /** Files that it is about. */
  readonly files: RegExp;
  /** Beginnings of the names of checks. */
  readonly checks: readonly string[];
  /** Loads the reader: only where there is a configuration. */
  readonly reader: () => Promise<(text: string) => Configuration>;
}

const dockerfiles = /(?:^|\/)(?:docker|container)file[^/]*$|\.(?:docker|container)file$/iu;
export const isDockerfilePath = (path: string): boolean => dockerfiles.test(path);
const readHadolint: Tool["reader"] = async () =>
  (await import("../languages/foreign/container-switches.ts")).readHadolintSwitches;
const containerChecks = ["style/docker/", "security/docker/", "style/shell/", "security/shell/"];

const tools: readonly Tool[] = [
  {
    fileName: ".tflint.hcl",
    files: /\.(?:tf|tofu|tfvars)(?:\.json)?$/u,
    checks: ["style/terraform/"],
    reader: async () => (await import("../languages/hcl/tflint-configuration.ts")).readTflintConfiguration,
  },
  {
    fileName: ".pint.hcl",
    files: /\.ya?ml$/iu,
    checks: ["style/prometheus/", "schema/prometheus-rules"],
    reader: async () => (await import("../languages/prometheus/pint-switches.ts")).readPintSwitches,
  },
  { fileName: ".hadolint.yaml", files: dockerfiles, checks: containerChecks, reader: readHadolint },
  { fileName: ".hadolint.yml", files: dockerfiles, checks: containerChecks, reader: readHadolint },
  {
    fileName: ".shellcheckrc",
    files: /\.(?:sh|bash|ksh)$|(?:^|\/)[^./]+$/iu,
    checks: ["style/shell/", "security/shell/"],
    reader: async () => (await import("../languages/foreign/container-switches.ts")).readShellcheckSwitches,
  },
];

const manifestFile = /\.(?:ya?ml|json)$/u;
const manifestCheck = /^(?:style|security)\/kubernetes\//u;
const manifestSwitches = /^\.(?:kube-linter|polaris)\.ya?ml$|^polaris\.ya?ml$|^\.trivyignore(?:\.ya?ml)?$/u;

export function isSwitches(path: string): boolean {
  if (isWorkflowSwitches(path) || isGitleaksFile(path)) return true;
  return (
    manifestSwitches.test(path) ||
    isYamllintFile(path) ||
    tools.some(({ fileName }) => path === fileName || path.endsWith(`/${fileName}`))
  );
}

/** By tree, then by path of the configuration: every rule of a review asks the same files. */
const known = new WeakMap<Tree, Map<string, Promise<Configuration | undefined>>>();

export const readSwitches: ReadSwitches = async (checks, paths, trusted) => {
  const asked = tools.filter((tool) => checks.some((check) => concerns(tool, check)));
  const each = await Promise.all([
    ...asked.map((tool) => switchesOf(tool, paths, trusted)),
    readForManifests(checks, paths, trusted),
    readWorkflowSwitches(checks, paths, trusted),
    readYamllintSwitches(checks, paths, trusted),
    readGitleaksSwitches(checks, paths, trusted),
  ]);
  return (check, path) => {
    for (const switchedOff of each) {
      const reason = switchedOff(check, path);
      if (reason !== undefined) return reason;
    }
    return undefined;
  };
};

/** Parsers are loaded only where there is something for them. */
const readForManifests: ReadSwitches = async (checks, paths, trusted) => {
  if (!checks.some((check) => manifestCheck.test(check)) || !paths.some((path) => manifestFile.test(path))) {
    return () => undefined;
  }
  const { readKubernetesSwitches } = await import("./kubernetes-switches.ts");
  const switchedOff = await readKubernetesSwitches(checks, paths, trusted);
  return (check, path) => (manifestFile.test(path) ? switchedOff(check, path) : undefined);
};

function concerns({ checks }: Tool, check: string): boolean {
  return checks.some((beginning) => check.startsWith(beginning));
}

async function switchesOf(tool: Tool, paths: readonly string[], trusted: Tree): Promise<SwitchedOff> {
  const candidates = new Set(paths.filter((path) => tool.files.test(path)).flatMap((path) => above(path, tool)));
  if (candidates.size === 0) return () => undefined;

  const configurations = await configurationsAt([...candidates], tool, trusted);
  return (check, path) => {
    if (!concerns(tool, check) || !tool.files.test(path)) return undefined;
    const nearest = above(path, tool).find((candidate) => configurations.has(candidate));
    if (nearest === undefined) return undefined;
    const within = path.slice(nearest.length - tool.fileName.length);
    const isOff = configurations.get(nearest)?.switchesOff(check, within) === true;
    return isOff ? `\`${nearest}\` switches it off` : undefined;
  };
}

/** From the file's own folder up to the top of the tree. */
function above(path: string, { fileName }: Tool): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  const nested = folders.map((_, index) => folders.slice(0, folders.length - index).join("/"));
  return [...nested.map((folder) => `${folder}/${fileName}`), fileName];
}

async function configurationsAt(
  paths: readonly string[],
  tool: Tool,
  tree: Tree,
): Promise<ReadonlyMap<string, Configuration>> {
  const read = known.get(tree) ?? new Map<string, Promise<Configuration | undefined>>();
  known.set(tree, read);
  const missing = paths.filter((path) => !read.has(path));
  if (missing.length > 0) {
    const batch = readConfigurations(missing, tool, tree);
    for (const path of missing)
      read.set(
        path,
        batch.then((configurations) => configurations.get(path)),
      );
  }
  const found = await Promise.all(paths.map(async (path) => [path, await read.get(path)] as const));
  return new Map(found.flatMap(([path, configuration]) => (configuration ? [[path, configuration] as const] : [])));
}

async function readConfigurations(
  paths: readonly string[],
  tool: Tool,
  tree: Tree,
): Promise<ReadonlyMap<string, Configuration>> {
  const contents = await tree.read(paths);
  const texts = [...contents].flatMap(([path, content]) =>
    content.kind === "text" ? [[path, content.text] as const] : [],
  );
  if (texts.length === 0) return new Map();
  const read = await tool.reader();
  return new Map(texts.map(([path, text]) => [path, read(text)]));
}
