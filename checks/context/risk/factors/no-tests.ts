/** Factor: the code that changes has tests, and none of them changes with it. */

import { matchPaths } from "../../../../core/glob.ts";
import type { RiskEvidence } from "../../../../core/risk.ts";
import type { Factor, RiskChange } from "../factor.ts";

export const noTests: Factor = {
  name: "no-tests",
  looksFor:
    "Terraform modules, charts and roles that bring tests of their own (`*.tftest.hcl`, `tests/`, `molecule/`), or whatever `tests:` matches, where the change leaves all tests alone.",
  why: "What has changed and is tested as before is tested in part.",
  async look(change) {
    const { settings, head } = change;
    if (settings.tests.length > 0) return { evidence: ownTests(change, await pathsOf(head)) };
    const units = unitsOf(change);
    if (units.length === 0) return { evidence: [] };
    const all = await pathsOf(head);
    return { evidence: units.flatMap((unit) => untouchedTests(unit, all, change) ?? []) };
  },
};

async function pathsOf(head: RiskChange["head"]): Promise<readonly string[]> {
  return (await head.list("")).map(({ path }) => path);
}

/** What the owner calls tests. */
function ownTests({ settings, files }: RiskChange, all: readonly string[]): readonly RiskEvidence[] {
  const isTest = matchPaths(settings.tests);
  if (files.length === 0 || files.some(({ path }) => isTest(path))) return [];
  const example = all.find(isTest);
  return example === undefined ? [] : [{ words: `tests like \`${example}\` stay as they are` }];
}

interface Unit {
  readonly folder: string;
  readonly isTest: (path: string) => boolean;
}

/** Terraform modules, charts and roles that the change touches. */
function unitsOf({ files }: RiskChange): readonly Unit[] {
  const units = new Map<string, Unit>();
  for (const { path, status } of files) {
    const unit = status === "removed" ? undefined : unitOf(path);
    if (unit) units.set(unit.folder, unit);
  }
  return [...units.values()];
}

function unitOf(path: string): Unit | undefined {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  if (/\.(?:tf|tofu)$/u.test(path)) return { folder, isTest: (each) => /\.(?:tf|tofu)test\.hcl$/u.test(each) };
  const chart = /^(?<folder>(?:.+\/)?charts?\/[^/]+)\/templates\//u.exec(path)?.groups?.["folder"];
  if (chart !== undefined) return { folder: chart, isTest: (each) => /\/tests\/[^/]+_test\.ya?ml$/u.test(each) };
  const role = /^(?<folder>(?:.+\/)?roles\/[^/]+)\/(?:tasks|handlers|templates|defaults)\//u.exec(path)?.groups?.[
    "folder"
  ];
  if (role !== undefined) return { folder: role, isTest: (each) => each.startsWith(`${role}/molecule/`) };
  return undefined;
}

function untouchedTests(
  { folder, isTest }: Unit,
  all: readonly string[],
  { files }: RiskChange,
): RiskEvidence | undefined {
  const prefix = folder === "" ? "" : `${folder}/`;
  const isOwn = (path: string): boolean => path.startsWith(prefix) && isNear(path.slice(prefix.length)) && isTest(path);
  const example = all.find(isOwn);
  if (example === undefined || files.some(({ path }) => isOwn(path))) return undefined;
  return { path: example, words: `\`${folder || "."}\` changes, and its tests (\`${example}\`) do not` };
}

/** In the folder itself, or in one for tests: tests further down belong to what lies there. */
function isNear(rest: string): boolean {
  return !rest.includes("/") || /^(?:tests?|molecule)\//u.test(rest);
}
