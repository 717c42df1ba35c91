/** `plumbline fix [PATH…]`: the fixes that cannot change a meaning, in the files named or in those that this branch changes. */

import { writeFile } from "node:fs/promises";
import { isAbsolute, join, posix, relative, sep } from "node:path";
import type { Differential } from "../../core/differential.ts";
import type { RuleSetSource } from "../../engine/rule-set/effective.ts";
import { openFolder } from "../../sources/folder.ts";
import { GitError, openGitDifferential, previousVersions, workTree } from "../../sources/git.ts";
import type { Call, Command, ExitCode } from "../command.ts";
import { fixFiles } from "../fix-files.ts";
import type { Fixing } from "../fix-files.ts";
import { organisationOption, withOwners } from "../owners-rules.ts";
import { patchOf } from "../patch.ts";
import { runRuleSet } from "../rule-set.ts";
import { openRunToolbox } from "../toolbox.ts";

export const fix: Command = {
  name: "fix",
  summary: "apply the fixes that cannot change a meaning",
  usage: [
    "fix PATH… [OPTIONS]      in these files and folders",
    "fix [OPTIONS]            in what this branch changes; outside git, in the folder",
  ],
  options: {
    "dry-run": { type: "boolean", summary: "print a patch for `git apply` and leave the files alone" },
    base: { type: "string", value: "REF", summary: "what the branch is compared with, where no path is named" },
    rules: { type: "string", value: "FILE", summary: "this rule set instead of the folder's own" },
    ...organisationOption,
    quiet: { type: "boolean", summary: "do not say what was fixed" },
  },
  mostArguments: Infinity,
  async run(call) {
    const { differential, directory, source } = await openFiles(call);
    const owned = await withOwners(call, source, directory);
    const { ruleSet, isBroken } = await runRuleSet(call.text("rules"), owned, call.terminal);
    const toolbox = openRunToolbox({ isLocal: true });
    try {
      const fixing = await fixFiles(differential, ruleSet, toolbox);
      await deliver(fixing, directory, call);
    } finally {
      await toolbox.close();
    }
    return isBroken ? 2 : 0;
  },
};

interface OpenedFiles {
  readonly differential: Differential;
  readonly directory: string;
  readonly source: RuleSetSource;
}

async function openFiles(call: Call): Promise<OpenedFiles> {
  const cwd = call.terminal.cwd();
  if (call.words.length > 0) return openPaths(cwd, call.words);
  try {
    const differential = await openGitDifferential({ directory: cwd, base: call.text("base"), head: workTree });
    const { directory, baseTip, baseTipTree } = differential;
    const versions = (path: string) => previousVersions(directory, baseTip.sha, path);
    return { differential, directory, source: { base: baseTipTree, previousVersions: versions } };
  } catch (error) {
    if (!(error instanceof GitError) || !error.message.endsWith("is not in a git repository")) throw error;
    return openPaths(cwd, []);
  }
}

async function openPaths(cwd: string, paths: readonly string[]): Promise<OpenedFiles> {
  const differential = await openFolder({ directory: cwd, paths });
  return { differential, directory: differential.directory, source: { base: differential.head } };
}

async function deliver({ files, fixes, isUnsettled }: Fixing, directory: string, call: Call): Promise<ExitCode> {
  const { stdout, stderr } = call.terminal;
  if (isUnsettled) stderr.write("plumbline: fixes kept making new ones; the last state is kept, run it again\n");
  if (call.flag("dry-run")) {
    stdout.write(
      patchOf(files.map((file) => ({ ...file, path: pathFrom(call.terminal.cwd(), directory, file.path) }))),
    );
    return 0;
  }
  for (const { path, after, byteOrderMark } of files) {
    await writeFile(join(directory, path), `${byteOrderMark ? "\ufeff" : ""}${after}`);
  }
  if (!call.flag("quiet")) stdout.write(`${summary(files.length, fixes)}\n`);
  return 0;
}

/** `git apply` reads paths from where it is called; above that place, from the repository's top. */
function pathFrom(cwd: string, directory: string, path: string): string {
  const prefix = relative(cwd, directory);
  return prefix.startsWith("..") || isAbsolute(prefix) ? path : posix.join(prefix.split(sep).join("/"), path);
}

function summary(files: number, fixes: number): string {
  if (files === 0) return "nothing to fix";
  return `fixed ${fixes === 1 ? "1 finding" : `${fixes} findings`} in ${files === 1 ? "1 file" : `${files} files`}`;
}
