/** Reads `zizmor.yml` and `actionlint.yaml`: what they switch off for a workflow's file, our rules that ask the same leave off as well. */

import type { Tree } from "../core/differential.ts";
import type { ReadSwitches, SwitchedOff } from "../core/foreign-switches.ts";

const workflowFile =
  /(?:^|\/)(?:\.github\/(?:workflows\/[^/]+\.ya?ml|dependabot\.ya?ml)|action\.ya?ml|\.pre-commit-config\.ya?ml)$/u;
const zizmorNames = [".github/zizmor.yml", ".github/zizmor.yaml", "zizmor.yml", "zizmor.yaml"];
const actionlintNames = [".github/actionlint.yaml", ".github/actionlint.yml"];
const names = [...zizmorNames, ...actionlintNames];

export function isWorkflowSwitches(path: string): boolean {
  return names.some((name) => path === name || path.endsWith(`/${name}`));
}

/** What one configuration says of a check and a file below its repository's top. */
type Says = (check: string, path: string) => boolean;

const known = new WeakMap<Tree, Map<string, Promise<ReadonlyMap<string, Says>>>>();

export const readWorkflowSwitches: ReadSwitches = async (checks, paths, trusted) => {
  const concerned = paths.filter((path) => workflowFile.test(path));
  const isAsked = checks.some((check) =>
    /^(?:security|style)\/(?:workflow|dependabot|pre-commit)\/|^schema\/json-schema$/u.test(check),
  );
  if (!isAsked || concerned.length === 0) return () => undefined;
  const tops = new Set(concerned.map(topOf));
  const says = new Map<string, ReadonlyMap<string, Says>>();
  for (const top of tops) says.set(top, await configurationsAt(top, trusted));
  const switchedOff: SwitchedOff = (check, path) => {
    if (!workflowFile.test(path)) return undefined;
    const top = topOf(path);
    const found = [...(says.get(top) ?? [])].find(([, tells]) => tells(check, path.slice(top.length)));
    return found && `\`${found[0]}\` switches it off`;
  };
  return switchedOff;
};

/** A repository may lie in a folder of the tree: its top is where `.github` is. */
function topOf(path: string): string {
  return /^(.*?)\.github\//u.exec(path)?.[1] ?? "";
}

function configurationsAt(top: string, tree: Tree): Promise<ReadonlyMap<string, Says>> {
  const read = known.get(tree) ?? new Map<string, Promise<ReadonlyMap<string, Says>>>();
  known.set(tree, read);
  const before = read.get(top);
  if (before) return before;
  const reading = readConfigurations(top, tree);
  read.set(top, reading);
  return reading;
}

/** The parser is loaded only where there is a configuration. */
async function readConfigurations(top: string, tree: Tree): Promise<ReadonlyMap<string, Says>> {
  const contents = await tree.read(names.map((name) => top + name));
  const texts = names.flatMap((name) => {
    const content = contents.get(top + name);
    return content?.kind === "text" ? [[name, content.text] as const] : [];
  });
  if (texts.length === 0) return new Map();
  const { readActionlintIgnores, readZizmorConfiguration } =
    await import("../languages/workflow/foreign-configuration.ts");
  return new Map(
    texts.map(([name, text]) => [
      top + name,
      zizmorNames.includes(name) ? readZizmorConfiguration(text) : readActionlintIgnores(text),
    ]),
  );
}
