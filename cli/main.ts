/** The command line's entry: finds the command, runs it, turns what goes wrong into one line and an exit code. */

import type { ExitCode, Terminal } from "./command.ts";
import { commands } from "./commands.ts";

/** Errors whose message is meant for whoever typed the command; by name, so that nothing is loaded to know them. */
const plainErrors: ReadonlySet<string> = new Set([
  "UsageError",
  "GitError",
  "FolderError",
  "PullRequestError",
  "SettingsError",
  "StoreError",
]);

export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  // Whoever reads our output may stop early (`| head`); that is no failure.
  for (const output of [terminal.stdout, terminal.stderr]) output.on?.("error", ignoreBrokenPipe);
  try {
    return await run(args, terminal);
  } catch (error) {
    terminal.stderr.write(`plumbline: ${explain(error)}\n`);
    return isPlain(error) ? 2 : 3;
  }
}

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === "--version" || name === "-v" || name === "version") {
    const { packageVersion } = await import("../engine/package-root.ts");
    terminal.stdout.write(`plumbline ${packageVersion()}\n`);
    return 0;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    return await help(rest[0], name === undefined, terminal);
  }
  const entry = commands.find((command) => command.name === name);
  if (!entry) return unknownCommand(name, terminal);
  if (isHelpAsked(rest)) return help(name, false, terminal);

  const [command, { readCall }] = await Promise.all([entry.load(), import("./arguments.ts")]);
  return command.run(readCall(command, rest, terminal));
}

function isHelpAsked(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  return (end === -1 ? words : words.slice(0, end)).some((word) => word === "--help" || word === "-h");
}

async function help(name: string | undefined, isMistake: boolean, terminal: Terminal): Promise<ExitCode> {
  const { commandHelp, programHelp } = await import("./help.ts");
  const entry = commands.find((command) => command.name === name);
  if (name !== undefined && !entry) return unknownCommand(name, terminal);
  const text = entry ? commandHelp(await entry.load()) : programHelp(commands);
  (isMistake ? terminal.stderr : terminal.stdout).write(text);
  return isMistake ? 2 : 0;
}

async function unknownCommand(name: string, terminal: Terminal): Promise<ExitCode> {
  const { nearest } = await import("../core/nearest.ts");
  const names = commands.map((command) => command.name);
  const meant = nearest(name, names);
  const hint = meant === undefined ? `the commands are ${names.join(", ")}` : `did you mean \`${meant}\`?`;
  terminal.stderr.write(`plumbline: there is no command \`${name}\`; ${hint}\n`);
  return 2;
}

function ignoreBrokenPipe(error: Error): void {
  if (!("code" in error) || error.code !== "EPIPE") throw error;
}

function isPlain(error: unknown): boolean {
  return error instanceof Error && plainErrors.has(error.name);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isPlain(error) ? error.message : `something of ours went wrong: ${error.stack ?? error.message}`;
}
