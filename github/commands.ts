/** Commands in comments: each on a line of its own, outside code and quotes; several may stand in one comment. */

export interface Command {
  readonly verb: Verb;
  /** As written. */
  readonly arguments: readonly string[];
  /** Everything behind the verb as it was written, for commands that take a sentence; cut where it is endless. */
  readonly words: string;
}

/** Who may give a command. */
export type Rights = "author or triage" | "write" | "configured";

export interface CommandEntry {
  readonly verb: string;
  readonly form: string;
  readonly mayUse: Rights;
  readonly does: string;
  /** May be written without `/plumbline`. Words that other bots listen to may not. */
  readonly isShort?: true;
}

/** Every verb, who may use it and what it does; `/plumbline help` and `docs/commands.md` are made from this list. */
export const registry = [
  {
    verb: "recheck",
    form: "/recheck [rule …]",
    mayUse: "author or triage",
    does: "Reads the request, the base and the rules again and checks everything that could not be checked before.",
    isShort: true,
  },
  {
    verb: "waive",
    form: "/plumbline waive RULE|FINDING reason [until YYYY-MM-DD]",
    mayUse: "write",
    does: "Silences one finding, or all of one rule, in this pull request. Your own failures are for somebody else to waive, unless the rule says `selfWaive: true`.",
  },
  {
    verb: "override",
    form: "/plumbline override reason [until YYYY-MM-DD]",
    mayUse: "configured",
    does: "Lets the commit that is the head now pass in an emergency, whatever was found. The next push is held to the rules again.",
  },
  {
    verb: "config",
    form: "/plumbline config [PATH]",
    mayUse: "author or triage",
    does: "Shows in the check run which rules this pull request, or one file of it, is held to, with the file and line that set each key.",
  },
  {
    verb: "help",
    form: "/plumbline help",
    mayUse: "author or triage",
    does: "Shows this list in the check run.",
  },
] as const satisfies readonly CommandEntry[];

export type Verb = (typeof registry)[number]["verb"];

/** Who may, in words. */
export const rightsInWords: Readonly<Record<Rights, string>> = {
  "author or triage": "the author of the pull request, and whoever has triage rights or more",
  write: "whoever has write rights",
  configured: "people and teams that `emergency.by` of the rule set names",
};

/** Rules that one command may name; further words are passed over. */
const argumentsAtMost = 20;
const wordsAtMost = 500;

/** Lines of other bots' commands are nobody's business here and are passed over. */
export function commandsIn(body: string): readonly Command[] {
  return linesOutsideCode(body).flatMap((line) => commandOf(line) ?? []);
}

const commandPattern = /^\s*\/(?<long>plumbline\s+)?(?<verb>[\w-]+)(?:\s+(?<words>.*))?$/su;

function commandOf(line: string): Command | undefined {
  const { long, verb, words = "" } = commandPattern.exec(line)?.groups ?? {};
  const known = registry.find((entry: CommandEntry) => entry.verb === verb && (long !== undefined || entry.isShort));
  if (known === undefined) return undefined;
  const given = words.split(/\s+/u).filter((word) => word !== "");
  return { verb: known.verb, arguments: given.slice(0, argumentsAtMost), words: words.trim().slice(0, wordsAtMost) };
}

/** Code (fenced, also inside a list; indented; `<pre>`), quotes and HTML comments speak about commands; they do not give any. */
function linesOutsideCode(body: string): readonly string[] {
  const lines: string[] = [];
  let fence: string | undefined;
  const shown = body.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, "").replaceAll(/<pre\b[\s\S]*?(?:<\/pre>|$)/gi, "");
  for (const line of shown.split(/\r?\n/)) {
    const mark = /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      const closes = mark !== undefined && mark[0] === fence[0] && mark.length >= fence.length;
      if (closes && line.trim() === mark) fence = undefined;
    } else if (mark !== undefined) {
      fence = mark;
    } else if (!/^(?: {4}| {0,3}\t| {0,3}>)/.test(line)) {
      lines.push(line);
    }
  }
  return lines;
}
