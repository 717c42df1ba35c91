/** The help of the program and of each command, made from what they say of themselves. */

import type { Command, Option } from "./command.ts";
import type { CommandEntry } from "./commands.ts";

export function programHelp(commands: readonly CommandEntry[]): string {
  return [
    "Plumbline reviews infrastructure differentials.",
    "",
    "Usage: plumbline COMMAND [OPTIONS]",
    "",
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    "",
    "`plumbline COMMAND --help` tells the options of a command; `--version` the version.",
    "",
    "Exit codes: 0 nothing to mend, 1 findings, 2 wrong usage or configuration,",
    "            3 something of Plumbline's own could not be checked",
    "",
  ].join("\n");
}

export function commandHelp(command: Command): string {
  const options = Object.entries(command.options);
  return [
    `plumbline ${command.name}: ${command.summary}`,
    "",
    ...command.usage.map((usage, index) => `${index === 0 ? "Usage:" : "      "} plumbline ${usage}`),
    "",
    ...columns(options.map(([name, option]) => [written(name, option), option.summary])),
    ...(options.length > 0 ? [""] : []),
  ].join("\n");
}

function written(name: string, option: Option): string {
  return option.type === "boolean" ? `--${name}` : `--${name} ${option.value ?? option.choices?.join("|") ?? "TEXT"}`;
}

const widestFirst = 32;

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.min(widestFirst, Math.max(...rows.map(([first]) => first.length)));
  return rows.flatMap(([first, second]) =>
    first.length > width
      ? [`  ${first}`, `  ${" ".repeat(width)}  ${second}`]
      : [`  ${first.padEnd(width)}  ${second}`],
  );
}
