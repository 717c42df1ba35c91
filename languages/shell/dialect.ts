/** Which shell a script is written for: its first line says so, else its name. */

/** `other`: a shell whose scripts we do not read (zsh, fish, csh). */
export type ShellDialect = "sh" | "dash" | "bash" | "ksh" | "busybox" | "other";

export interface ShellStart {
  readonly dialect: ShellDialect;
  /** Options that the first line hands to the shell: `e` of `#!/bin/sh -e`. */
  readonly flags: string;
}

const known: ReadonlyMap<string, ShellDialect> = new Map([
  ["sh", "sh"],
  ["ash", "busybox"],
  ["busybox", "busybox"],
  ["dash", "dash"],
  ["bash", "bash"],
  ["rbash", "bash"],
  ["ksh", "ksh"],
  ["ksh93", "ksh"],
  ["mksh", "ksh"],
  ["zsh", "other"],
  ["fish", "other"],
  ["csh", "other"],
  ["tcsh", "other"],
]);

/** Without a first line that names a shell, a file that is sourced: read as bash, which takes the most. */
export function shellStart(path: string, text: string): ShellStart {
  const directive = /^(?:#[^\n]*\n|[ \t\r]*\n){0,20}#[ \t]*shellcheck[ \t][^\n]*\bshell=(\w+)/u.exec(text)?.[1];
  const named = interpreterOf(text);
  const dialect = known.get(directive ?? named?.name ?? "");
  if (dialect) return { dialect, flags: named?.flags ?? "" };
  if (named) return { dialect: "other", flags: "" };
  const name = path.slice(path.lastIndexOf("/") + 1);
  return { dialect: /\.ksh$/u.test(name) ? "ksh" : name === ".profile" ? "sh" : "bash", flags: "" };
}

/** Whether a text without an extension says by its first line that it is a shell script we read. */
export function hasShellStart(text: string): boolean {
  const dialect = known.get(interpreterOf(text)?.name ?? "");
  return dialect !== undefined && dialect !== "other";
}

/** `["/bin/bash", "-eo", "pipefail", "-c"]`; `undefined` for what is no shell that we read. */
export function startedWith(words: readonly string[]): ShellStart | undefined {
  const [program = "", ...flags] = words;
  const name = program.slice(Math.max(program.lastIndexOf("/"), program.lastIndexOf("\\")) + 1);
  const { dialect } = shellStart("", `#!/bin/${name}\n`);
  if (dialect === "other") return undefined;
  const letters = flags.filter((flag) => /^-[a-z]+$/u.test(flag)).map((flag) => flag.slice(1));
  const isPipefail = flags.includes("pipefail");
  return { dialect, flags: `${letters.join("").replaceAll("c", "")}${isPipefail ? " pipefail" : ""}` };
}

/** `bash` and `eu` of `#!/usr/bin/env bash -eu`; `undefined` without such a line. */
function interpreterOf(text: string): { readonly name: string; readonly flags: string } | undefined {
  if (!text.startsWith("#!")) return undefined;
  const line = text.slice(2, 200).split("\n", 1)[0] ?? "";
  const words = line.split(/\s+/u).filter((word) => word !== "");
  while (words.length > 0 && (/(?:^|\/)env$/u.test(words[0] ?? "") || /^-S|^\w+=/u.test(words[0] ?? ""))) words.shift();
  const [program = "", ...rest] = words;
  const name = program.slice(program.lastIndexOf("/") + 1);
  const flags = rest.filter((word) => /^-[a-z]+$/u.test(word)).map((word) => word.slice(1));
  return { name, flags: flags.join("") };
}
