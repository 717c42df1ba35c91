/** Makes a tree check of a question to a Terraform module: asked of head and of base, so that only what is new is told. */

import type { TreeCheck } from "../../../../core/check.ts";
import type { ChangedFile, Differential } from "../../../../core/differential.ts";
import type { Finding, Gap } from "../../../../core/finding.ts";
import { loadModules } from "../../../../languages/hcl/module/load.ts";
import type { TerraformModule } from "../../../../languages/hcl/module/module.ts";
import { fileRole, folderOf } from "../../../../languages/hcl/module/paths.ts";
import { callersOfChanged } from "./callers.ts";
import { followTflint, tflintTexts, type TflintTwin } from "./tflint-settings.ts";

/** Globs of what a module is made of. */
export const moduleFiles = ["tf", "tofu", "tf.json", "tofu.json", "tfvars", "tfvars.json"].map(
  (ending) => `**/*.${ending}`,
);

interface ModuleQuestion<Options> {
  readonly options?: object;
  readonly fixable?: boolean;
  /** Can be answered although a file of the module could not be read or does not parse. */
  readonly toleratesGaps?: boolean;
  /** Asked as well of modules that the change leaves alone, where they call one whose variables or outputs it changes. */
  readonly concernsCallers?: boolean;
  readonly tflint?: TflintTwin<Options>;
  /** A finding that is the same before and after a change must have the same message, or the same `evidence`. */
  readonly judge: (module: TerraformModule, options: Options, view: ModuleView) => readonly Finding[];
}

export interface ModuleView {
  /** The same folder before the change; at base, the folder itself. */
  readonly before: TerraformModule | undefined;
  /** Base is asked only what was there before: doubtful findings count too. */
  readonly isBase: boolean;
}

export function moduleCheck<Options = object>(question: ModuleQuestion<Options>): TreeCheck<Options> {
  const { judge, tflint, toleratesGaps = false, concernsCallers = false, ...more } = question;
  return {
    scope: "tree",
    paths: moduleFiles,
    ...more,
    async look(differential, { options }) {
      const folders = touchedFolders(differential.files);
      if (folders.length === 0) return { findings: [], skipped: "no change to a Terraform module" };

      const touched = await loadModules(differential.head, folders);
      const before = await loadModules(differential.base, folders);
      const callers = concernsCallers ? await callersOfChanged(differential, touched, before) : undefined;
      const head = new Map([...touched, ...(callers?.after ?? [])]);
      const base = new Map([...before, ...(callers?.before ?? [])]);
      const trusted = differential.trusted ?? differential.base;
      const configurations = tflint ? await tflintTexts(trusted, folders) : undefined;
      const gaps: Gap[] = [...(callers?.gaps ?? [])];
      const found: { readonly folder: string; readonly finding: Finding }[] = [];
      for (const [folder, module] of head) {
        if (module.gaps.length > 0 && !toleratesGaps) {
          gaps.push(...module.gaps);
          continue;
        }
        const own = followTflint(tflint, configurations?.get(folder), options);
        const findings = judge(module, own, { before: base.get(folder), isBase: false });
        found.push(...findings.map((finding) => ({ folder, finding })));
      }
      if (found.length === 0) return { findings: [], gaps };

      const older = await olderFindings(differential, [...new Set(found.map(({ folder }) => folder))], (module) => {
        const own = followTflint(tflint, configurations?.get(module.folder), options);
        return judge(module, own, { before: module, isBase: true });
      });
      return {
        findings: newFindings(
          found.map(({ finding }) => finding),
          older,
          differential,
        ),
        gaps,
      };
    },
  };
}

/** Modules of which a file is changed, renamed or deleted. */
export function touchedFolders(files: readonly ChangedFile[]): readonly string[] {
  const paths = files.flatMap(({ path, previousPath }) => (previousPath === undefined ? [path] : [path, previousPath]));
  return [...new Set(paths.filter((path) => fileRole(path) !== undefined).map(folderOf))].sort();
}

interface Older {
  readonly counts: ReadonlyMap<string, number>;
  /** Folders of which base says nothing, because a file there could not be read. */
  readonly unknownFolders: ReadonlySet<string>;
}

async function olderFindings(
  { base, files }: Differential,
  folders: readonly string[],
  judge: (module: TerraformModule) => readonly Finding[],
): Promise<Older> {
  const counts = new Map<string, number>();
  const unknownFolders = new Set<string>();
  // A folder that moved has its findings of before under its former name.
  const renamed = new Map(
    files.flatMap(({ path, previousPath }) => (previousPath === undefined ? [] : [[previousPath, path]])),
  );
  const former = [...renamed].filter(([, path]) => folders.includes(folderOf(path))).map(([path]) => folderOf(path));
  const modules = await loadModules(base, [...new Set([...folders, ...former])]);
  for (const [folder, module] of modules) {
    if (module.gaps.length > 0) unknownFolders.add(folder);
    for (const finding of judge(module)) {
      const path = finding.at?.path ?? "";
      const identity = identityOf(finding, renamed.get(path) ?? path);
      counts.set(identity, (counts.get(identity) ?? 0) + 1);
    }
  }
  return { counts, unknownFolders };
}

function identityOf({ message, evidence }: Finding, path: string): string {
  return `${path}\0${evidence ?? message}`;
}

/** Of equal findings the last ones are the new ones. Where base is not known, only changed files have new ones. */
function newFindings(
  findings: readonly Finding[],
  { counts, unknownFolders }: Older,
  { files }: Differential,
): readonly Finding[] {
  const changed = new Set(files.map(({ path }) => path));
  const left = new Map(counts);
  return findings.filter((finding) => {
    const path = finding.at?.path ?? "";
    const identity = identityOf(finding, path);
    const count = left.get(identity) ?? 0;
    if (count > 0) {
      left.set(identity, count - 1);
      return false;
    }
    return !unknownFolders.has(folderOf(path)) || changed.has(path);
  });
}
