/** What the words of a command say: their text where it is known, the program that runs, what is expanded outside quotes. */

import type { Range } from "../../core/text.ts";
import type { ShellParameter, ShellPart, ShellSimpleCommand, ShellSubstitution, ShellWord } from "./tree.ts";

/** The text of a word once the shell has read it; `undefined` where something in it is expanded. */
export function textOf(word: ShellWord | undefined): string | undefined {
  return word && textOfParts(word.parts);
}

export function textOfParts(parts: readonly ShellPart[]): string | undefined {
  let text = "";
  for (const part of parts) {
    const known = textOfPart(part);
    if (known === undefined) return undefined;
    text += known;
  }
  return text;
}

function textOfPart(part: ShellPart): string | undefined {
  switch (part.type) {
    case "ShellLiteral":
    case "ShellEscape":
      return part.value;
    case "ShellQuoted":
      return part.isAnsi && part.value.includes("\\") ? undefined : part.value;
    case "ShellString":
      return textOfParts(part.parts);
    default:
      return undefined;
  }
}

/** The text with `\0` for whatever is not known: enough to ask how a word begins or ends. */
export function sketchOf(word: ShellWord): string {
  const sketch = (parts: readonly ShellPart[]): string =>
    parts.map((part) => (part.type === "ShellString" ? sketch(part.parts) : (textOfPart(part) ?? "\0"))).join("");
  return sketch(word.parts);
}

/** A command without what only starts it: `sudo -u app env A=1 rm -rf x` runs `rm` with `-rf x`. */
export interface Invocation {
  readonly command: ShellSimpleCommand;
  /** The program's name without its folder; empty where it is not known. */
  readonly name: string;
  readonly at: Range;
  readonly arguments: readonly ShellWord[];
  /** Programs that start it: `sudo`, `env`, `xargs` … */
  readonly starters: readonly string[];
}

/** Starters, and their options that take a value in a word of its own. */
const starters: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["sudo", new Set(["-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "-U", "--user", "--group", "--host", "--prompt"])],
  ["doas", new Set(["-u", "-C"])],
  ["env", new Set(["-u", "--unset", "-C", "--chdir", "-S"])],
  ["nice", new Set(["-n", "--adjustment"])],
  ["ionice", new Set(["-c", "-n", "-p"])],
  ["timeout", new Set(["-k", "-s", "--kill-after", "--signal"])],
  ["nohup", new Set<string>()],
  ["setsid", new Set<string>()],
  ["command", new Set<string>()],
  ["builtin", new Set<string>()],
  ["exec", new Set(["-a"])],
  ["eatmydata", new Set<string>()],
  ["xargs", new Set(["-I", "-n", "-P", "-L", "-d", "-a", "-s", "-E"])],
  ["time", new Set<string>()],
]);

const invocations = new WeakMap<ShellSimpleCommand, Invocation>();

export function invocationOf(command: ShellSimpleCommand): Invocation {
  const known = invocations.get(command);
  if (known) return known;
  const read = readInvocation(command);
  invocations.set(command, read);
  return read;
}

function readInvocation(command: ShellSimpleCommand): Invocation {
  const { words } = command;
  const before: string[] = [];
  let index = 0;
  for (;;) {
    const name = programOf(words[index]);
    const valued = starters.get(name);
    if (!valued) break;
    const next = afterOptions(words, index + 1, name, valued);
    // `command -v x` and `sudo -l` run nothing.
    if (next >= words.length || (name === "command" && /^-[vV]$/u.test(textOf(words[index + 1]) ?? ""))) break;
    before.push(name);
    index = next;
  }
  const program = words[index];
  return {
    command,
    name: programOf(program),
    at: program?.range ?? command.range,
    arguments: words.slice(index + 1),
    starters: before,
  };
}

function afterOptions(words: readonly ShellWord[], from: number, name: string, valued: ReadonlySet<string>): number {
  for (let index = from; index < words.length;) {
    const word = words[index];
    const text = word ? sketchOf(word) : "";
    if (text === "--") return index + 1;
    if (text.startsWith("-") && text.length > 1) index += valued.has(text) ? 2 : 1;
    else if ((name === "env" || name === "sudo") && /^[A-Za-z_]\w*=/u.test(text)) index += 1;
    // A duration comes before the command.
    else return name === "timeout" ? index + 1 : index;
  }
  return words.length;
}

function programOf(word: ShellWord | undefined): string {
  const text = textOf(word);
  return text === undefined ? "" : text.slice(text.lastIndexOf("/") + 1);
}

/** Options of an invocation by name: `-rf` gives `r` and `f`, `--force=x` gives `force`; up to `--`. */
export function optionsOf({ arguments: words }: Pick<Invocation, "arguments">): ReadonlySet<string> {
  const options = new Set<string>();
  for (const word of words) {
    const text = sketchOf(word);
    if (text === "--") break;
    if (text.startsWith("--")) options.add(text.slice(2).split("=", 1)[0] ?? "");
    else if (text.startsWith("-")) for (const letter of text.slice(1)) options.add(letter);
  }
  return options;
}

/** Arguments that are no options, those behind `--` included. */
export function operandsOf({ arguments: words }: Pick<Invocation, "arguments">): readonly ShellWord[] {
  const operands: ShellWord[] = [];
  let isOver = false;
  for (const word of words) {
    const text = sketchOf(word);
    if (!isOver && text === "--") isOver = true;
    else if (isOver || !text.startsWith("-") || text === "-") operands.push(word);
  }
  return operands;
}

/** Expansions of a word that stand outside quotes, so that their value is split into words and matched against files. */
export function unquotedExpansions(word: ShellWord): readonly (ShellParameter | ShellSubstitution)[] {
  return word.parts.flatMap((part) =>
    part.type === "ShellParameter" || (part.type === "ShellSubstitution" && (part.form === "$(" || part.form === "`"))
      ? [part]
      : [],
  );
}

/** Every parameter in a word, quoted or not; those inside substitutions left out. */
export function parametersIn(parts: readonly ShellPart[]): readonly ShellParameter[] {
  return parts.flatMap((part) => {
    if (part.type === "ShellParameter") return [part];
    return part.type === "ShellString" ? parametersIn(part.parts) : [];
  });
}

const numbers = new Set(
  "# ? $ ! - LINENO UID EUID PPID RANDOM SECONDS BASHPID COLUMNS LINES OPTIND EPOCHSECONDS SHLVL".split(" "),
);

/** Numbers by their nature: nothing to split. */
export function isNumber({ name, prefix }: ShellParameter): boolean {
  return prefix === "#" || numbers.has(name);
}
