/** Scripts of a Dockerfile: what `RUN` hands to a shell, read as one. */

import type { Range } from "../../core/text.ts";
import type { ParsedShell } from "../shell/parse.ts";
import { parseShell } from "../shell/parse.ts";
import { hasShellStart, type ShellDialect, shellStart, startedWith } from "../shell/dialect.ts";
import { type ShellScript, shellOptions } from "../shell/script.ts";
import type { ShellFile, ShellWord } from "../shell/tree.ts";
import type { DockerfileFile, DockerfileInstruction, DockerfileStage, DockerfileWord } from "./tree.ts";

export interface RunScript extends ShellScript {
  /** The `RUN`, also where it stands behind `ONBUILD`. */
  readonly instruction: DockerfileInstruction;
  readonly stage: DockerfileStage;
  /** `exec`: its arguments are run as they are, without a shell. */
  readonly form: "shell" | "exec" | "here-document";
  /** The stage begins with Alpine or BusyBox, whose `sh` takes more than others. */
  readonly isBusybox: boolean;
}

interface Shell {
  /** `undefined`: none that we read. */
  readonly dialect: ShellDialect | undefined;
  readonly flags: string;
}

const unknownShell: Shell = { dialect: undefined, flags: "" };

export function readScripts(tree: DockerfileFile, text: string): readonly RunScript[] {
  const shells: Shell[] = [];
  const pragmas = shellPragmas(tree);
  return tree.stages.flatMap((stage) => {
    let shell = shells[stage.parent ?? -1] ?? firstShell(stage);
    const isBusybox = beginsWithBusybox(stage, tree.stages);
    const scripts: RunScript[] = [];
    let [, before] = stage.from.range;
    for (const each of stage.instructions) {
      const instruction = each.trigger ?? each;
      shell = pragmas.findLast(({ at }) => at > before && at < each.range[0])?.shell ?? shell;
      [, before] = each.range;
      if (instruction.keyword === "SHELL")
        shell = startedWith(instruction.words.map(({ value }) => value)) ?? unknownShell;
      if (instruction.keyword !== "RUN") continue;
      const script = scriptOf(instruction, shell, text);
      if (script) scripts.push({ ...script, instruction, stage, isBusybox });
    }
    shells.push(shell);
    return scripts;
  });
}

function firstShell({ image }: DockerfileStage): Shell {
  const isWindows = /\b(?:windows|nanoserver|servercore|powershell|pwsh)\b/iu.test(image ?? "");
  return isWindows ? unknownShell : { dialect: "sh", flags: "" };
}

/** `# hadolint shell=powershell`: what an image runs its lines with, where it is not `sh`. */
function shellPragmas({ comments }: DockerfileFile): readonly { readonly at: number; readonly shell: Shell }[] {
  return comments.flatMap(({ text, range }) => {
    const program = /^hadolint\s+shell\s*=\s*(\S+)/u.exec(text)?.[1];
    return program === undefined ? [] : [{ at: range[0], shell: startedWith([program]) ?? unknownShell }];
  });
}

function beginsWithBusybox(stage: DockerfileStage, stages: readonly DockerfileStage[]): boolean {
  const parent = stage.parent === undefined ? undefined : stages[stage.parent];
  // A stage never begins with a later one, so that this comes to an end.
  if (parent && parent.index < stage.index) return beginsWithBusybox(parent, stages);
  return stage.image === undefined || /alpine|busybox/iu.test(stage.image);
}

type Read = Pick<RunScript, "tree" | "problems" | "dialect" | "isEmbedded" | "options" | "form">;

function scriptOf(instruction: DockerfileInstruction, shell: Shell, text: string): Read | undefined {
  if (instruction.form === "json") return execScript(instruction.words, text);
  if (shell.dialect === undefined) return undefined;
  const { dialect, flags } = shell;
  const common = { dialect, isEmbedded: true, options: shellOptions(flags) } as const;
  const [start] = instruction.body;
  const [document] = instruction.hereDocuments;
  if (!document)
    return { ...common, ...parseShell(instruction.bodyText, { base: start, joinsLines: true }), form: "shell" };

  const isWhole = /^\d*<<-?(["']?)[\w.-]+\1\s*$/u.test(instruction.bodyText);
  const lines = text.slice(...document.body);
  if (!isWhole) {
    // The shell reads the here-documents by itself, from the lines behind the command.
    const last = instruction.hereDocuments.at(-1) ?? document;
    const end = lineEndAfter(text, last.body[1]);
    const whole = instruction.bodyText + text.slice(instruction.body[1], end);
    return { ...common, ...parseShell(whole, { base: start, joinsLines: true }), form: "shell" };
  }
  if (lines.startsWith("#!") && !hasShellStart(lines)) return undefined;
  const own = lines.startsWith("#!") ? shellStart("", lines) : shell;
  return {
    ...parseShell(lines, { base: document.body[0] }),
    dialect: own.dialect ?? dialect,
    isEmbedded: true,
    options: shellOptions(own.flags),
    form: "here-document",
  };
}

function lineEndAfter(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  return newline === -1 ? text.length : newline;
}

/** A command without a shell; `["bash", "-c", "…"]` is read as the script that it holds. */
function execScript(words: readonly DockerfileWord[], text: string): Read | undefined {
  const [program, ...rest] = words;
  if (!program) return undefined;
  const { dialect } = shellStart("", `#!/bin/${program.value.slice(program.value.lastIndexOf("/") + 1)}\n`);
  const flag = rest.findIndex(({ value }) => /^-[a-z]*c$/u.test(value));
  const script = dialect === "other" || flag === -1 ? undefined : rest[flag + 1];
  const common = { isEmbedded: true, options: shellOptions("") } as const;
  if (script && !text.slice(...script.range).includes("\\")) {
    const options = shellOptions((rest[flag]?.value ?? "").slice(1));
    return { ...common, ...parseShell(script.value, { base: script.range[0] + 1 }), dialect, options, form: "exec" };
  }
  return { ...common, ...commandOf(words), dialect: "sh", form: "exec" };
}

function commandOf(words: readonly DockerfileWord[]): ParsedShell {
  const range: Range = [words[0]?.range[0] ?? 0, words.at(-1)?.range[1] ?? 0];
  const shellWords = words.map(({ range: at, value }): ShellWord => ({
    type: "ShellWord",
    range: at,
    parts: [{ type: "ShellQuoted", range: at, value, isAnsi: false }],
  }));
  const command = { type: "ShellSimpleCommand", range, assignments: [], words: shellWords, redirections: [] } as const;
  const pipeline = { type: "ShellPipeline", range, commands: [command], isNegated: false } as const;
  const item = { type: "ShellAndOr", range, pipelines: [pipeline], operators: [], isBackground: false } as const;
  const tree: ShellFile = { type: "ShellFile", range, body: { type: "ShellList", range, items: [item] }, comments: [] };
  return { tree, problems: [] };
}
