/** `.gitleaks.toml`: files that it allows are not searched for secrets, by rules that may be waived. */

import type { Tree } from "../core/differential.ts";
import type { ReadSwitches } from "../core/foreign-switches.ts";

/** Where gitleaks looks for it. */
export const gitleaksFile = ".gitleaks.toml";

type Allows = (path: string) => boolean;

export function isGitleaksFile(path: string): boolean {
  return path === gitleaksFile;
}

const aboutSecrets =
  /^security\/(?:text\/(?:assigned-secret|token|private-key)|[a-z]+\/(?:secret-in-\w[\w-]*|plain-secret))$/u;

export const readGitleaksSwitches: ReadSwitches = async (checks, paths, trusted) => {
  const isAsked = checks.some((check) => aboutSecrets.test(check)) && paths.length > 0;
  const allows = isAsked ? await allowedIn(trusted) : undefined;
  if (allows === undefined) return () => undefined;
  return (check, path) => (aboutSecrets.test(check) && allows(path) ? `\`${gitleaksFile}\` allows it` : undefined);
};

/** Every rule of a review asks for it. */
const known = new WeakMap<Tree, Promise<Allows | undefined>>();

function allowedIn(tree: Tree): Promise<Allows | undefined> {
  const before = known.get(tree);
  if (before) return before;
  const asked = tree.read([gitleaksFile]).then(async (contents) => {
    const content = contents.get(gitleaksFile);
    if (content?.kind !== "text") return undefined;
    return (await import("../languages/foreign/gitleaks.ts")).readGitleaksPaths(content.text);
  });
  known.set(tree, asked);
  return asked;
}
