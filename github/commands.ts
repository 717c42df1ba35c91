/** Commands in comments: each on a line of its own, outside code and quotes; several may stand in one comment. */

export interface Command {
  readonly verb: Verb;
  /** As written. */
  readonly arguments: readonly string[];
}

export type Verb = (typeof registry)[number]["verb"];

/** Every verb, who may use it and what it does; pages and replies are made from this list. */
export const registry = [
  {
    verb: "recheck",
    form: "/recheck [rule …]",
    mayUse: "author or triage",
    does: "Reads the request, the base and the rules again and checks everything that could not be checked before.",
  },
] as const;

/** Rules that one command may name; further words are passed over. */
const argumentsAtMost = 20;

/** Lines of other bots' commands are nobody's business here and are passed over. */
export function commandsIn(body: string): readonly Command[] {
  return linesOutsideCode(body).flatMap((line) => commandOf(line) ?? []);
}

function commandOf(line: string): Command | undefined {
  const words = line.trim().split(/\s+/);
  const [first = "", ...rest] = words;
  const [name, ...given] = first === "/plumbline" ? rest : [first.startsWith("/") ? first.slice(1) : "", ...rest];
  const known = registry.find((entry) => entry.verb === name);
  return known === undefined ? undefined : { verb: known.verb, arguments: given.slice(0, argumentsAtMost) };
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
