/** The shell scripts of a workflow or a composite action: what `run` says, read where it stands. */

import type { Range } from "../../core/text.ts";
import type { YamlDocument } from "../parsed.ts";
import { parseShell } from "../shell/parse.ts";
import { type ShellOption, type ShellScript, shellOptions } from "../shell/script.ts";
import { isDynamic, textAt, type TextNode } from "./node.ts";
import { allSteps, type PlacedStep, shellOf } from "./workflow.ts";

type Started = Pick<ShellScript, "dialect" | "options">;

const read = new WeakMap<YamlDocument, readonly ShellScript[]>();

/** Read once per document. Scripts in folded or escaped texts are left out: their lines are not those of the file. */
export function runScriptsOf(document: YamlDocument): readonly ShellScript[] {
  const known = read.get(document);
  if (known) return known;
  const scripts =
    document.problems.length > 0 ? [] : allSteps(document).flatMap((placed) => scriptOf(document, placed));
  read.set(document, scripts);
  return scripts;
}

function scriptOf(document: YamlDocument, placed: PlacedStep): readonly ShellScript[] {
  const { run } = placed.step;
  const started = run && startedBy(placed);
  const source = run && started && sourceOf(document.text, run);
  if (!source) return [];
  const { text, base, indent } = source;
  return [{ ...parseShell(text, { base, indent, holes: expressionsIn(text) }), ...started, isEmbedded: true }];
}

/** GitHub stops at the first error by itself; only a shell that is named gets `pipefail`. */
function startedBy(placed: PlacedStep): Started | undefined {
  const named = shellOf(placed)?.text.trim();
  if (named === "bash") return { dialect: "bash", options: shellOptions("eo pipefail") };
  if (named === "sh") return { dialect: "sh", options: shellOptions("e") };
  if (named !== undefined) return undefined;
  return isOnLinux(placed) ? { dialect: "bash", options: new Set<ShellOption>(["errexit"]) } : undefined;
}

/** Windows starts PowerShell, and a runner that an expression chooses may be one. */
function isOnLinux({ step, job }: PlacedStep): boolean {
  const runner = textAt(job?.node, "runs-on");
  const isUnnamed = step.node.entries.every(({ name }) => name !== "shell");
  return isUnnamed && runner !== undefined && !isDynamic(runner) && /^(?:ubuntu|macos)-/u.test(runner.text);
}

interface Source {
  readonly text: string;
  readonly base: number;
  readonly indent: number;
}

/** A literal block, or a plain text on one line: what stands in the file is what the shell reads. */
function sourceOf(document: string, { range, scalar }: TextNode): Source | undefined {
  const [start, end] = range;
  const written = document.slice(start, end);
  if (scalar.style === "plain" && !written.includes("\n")) return { text: written, base: start, indent: 0 };
  const header = /^\|[-+]?[ \t]*(?:#[^\n]*)?\r?\n/u.exec(written)?.[0];
  if (header === undefined) return undefined;
  const text = written.slice(header.length);
  const indent = /^(?:[ \t]*\r?\n)*( *)/u.exec(text)?.[1]?.length ?? 0;
  return { text, base: start + header.length, indent };
}

/** GitHub fills in `${{ … }}` before the shell sees the script. */
function expressionsIn(text: string): readonly Range[] {
  return [...text.matchAll(/\$\{\{.*?\}\}/gsu)].map(({ index, 0: { length } }) => [index, index + length]);
}
