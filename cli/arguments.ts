/** Reads the words behind a command: every mistake is told with what was probably meant. */

import { parseArgs } from "node:util";
import { nearest } from "../core/nearest.ts";
import type { Call, Command, Option, Terminal } from "./command.ts";
import { UsageError } from "./command.ts";

/** @throws UsageError for unknown options, missing or wrong values, and words too many. */
export function readCall(command: Command, args: readonly string[], terminal: Terminal): Call {
  const options = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });

  const texts = new Map<string, string>();
  const flags = new Set<string>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined;
    if (option === undefined) throw new UsageError(unknownOption(token.rawName, command));
    if (option.type === "string") texts.set(token.name, readValue(token, option));
    else if (token.value === undefined) flags.add(token.name);
    else throw new UsageError(`\`${token.rawName}\` takes no value`);
  }
  if (words.length > command.mostArguments) {
    throw new UsageError(
      `\`plumbline ${command.name}\` does not know what to do with \`${words[command.mostArguments]}\``,
    );
  }
  return {
    terminal,
    words,
    text: (name) => texts.get(name),
    flag: (name) => flags.has(name),
    commandLine: ["plumbline", command.name, ...args].join(" "),
  };
}

interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function readValue({ rawName, value, inlineValue }: OptionToken, option: Option): string {
  const isOption = inlineValue !== true && value !== undefined && value.length > 1 && value.startsWith("-");
  if (value === undefined || isOption) {
    throw new UsageError(`\`${rawName}\` needs a value: ${option.choices?.join(", ") ?? option.value ?? "a text"}`);
  }
  if (option.choices && !option.choices.includes(value)) {
    const meant = nearest(value, option.choices);
    const hint = meant === undefined ? `one of ${option.choices.join(", ")}` : `did you mean \`${meant}\`?`;
    throw new UsageError(`\`${rawName} ${value}\` is not known; ${hint}`);
  }
  return value;
}

function unknownOption(rawName: string, command: Command): string {
  const known = Object.keys(command.options).map((name) => `--${name}`);
  const meant = nearest(rawName, known);
  return `\`plumbline ${command.name}\` has no option \`${rawName}\`${meant === undefined ? "" : `; did you mean \`${meant}\`?`}`;
}
