/**
 * A whole review in one text file that can be read aloud: what was there, what is proposed, what is said about it.
 *
 * ```
 * A duplicate key is named with both places.          first: what this shows, in any number of lines
 *
 * === rules                                           .github/plumbline.yml, at base and head; none = `recommended`
 * === base k8s/api.yaml                               a file that is there before; stays unless head says otherwise
 * === head k8s/api.yaml                               the same file, or a new one, as proposed
 * === removed k8s/old.yaml                            a file of base that is gone
 * === renamed k8s/a.yaml -> k8s/b.yaml                a file of base under its new name
 * === request                                         fields, then an empty line and the body: sources/scenario/request.ts
 * === commit                                          one per commit, oldest first: its message; behind the word, if it
 *                                                     matters: `Ada <ada@shop.example> 2026-03-02T09:00:00Z`
 * === history                                         subjects of the commits before it, newest first, one a line
 * === earlier revert #12                              what this change takes up again: `revert`, `back-port` or `stack`
 * === team shop/network                               its members, one a line; of teams that no section names, nobody knows
 * === time 2026-03-02T09:00:00Z                       when this is reviewed
 * === report                                          what `plumbline review` prints; `UPDATE=1` writes it
 * ```
 *
 * One empty line before a `===` line belongs to the form, not to the file. `(no newline at end)` behind a path takes
 * the last newline off. A line of a file that begins with `===` is written `\===`.
 */

import { structuredPatch } from "diff";
import type {
  ChangedFile,
  Commit,
  Differential,
  FileContent,
  Hunk,
  InheritedRequest,
  People,
} from "../core/differential.ts";
import { memoryTree } from "./memory.ts";
import { sortedByPath } from "./listing.ts";
import { ScenarioError } from "./scenario/error.ts";
import { readEarlier, readRequest, sampleHead } from "./scenario/request.ts";
import type { ScenarioRequest } from "./scenario/request.ts";
import { countLines } from "./whole-file.ts";

export interface Scenario {
  readonly description: string;
  /** Text of `.github/plumbline.yml`. */
  readonly rules?: string;
  readonly base: ReadonlyMap<string, string>;
  readonly head: ReadonlyMap<string, string>;
  /** New path -> old path. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly request?: ScenarioRequest;
  readonly commits: readonly string[];
  /** Of the commit with the same place in the list: `Ada <ada@shop.example> 2026-03-02T09:00:00Z`, or nothing. */
  readonly signatures?: readonly string[];
  readonly earlier?: readonly InheritedRequest[];
  readonly history?: readonly string[];
  readonly teams?: ReadonlyMap<string, readonly string[]>;
  /** Milliseconds since 1970. */
  readonly time?: number;
  readonly report?: string;
}

export { ScenarioError };

interface Section {
  readonly line: number;
  readonly kind: string;
  readonly argument: string;
  readonly content: string;
}

export function readScenario(text: string): Scenario {
  const [description = "", ...rest] = text.split(/^(?==== )/m);
  let line = description.split("\n").length;
  const sections = rest.map((source): Section => {
    const section = readSection(source, line);
    line += source.split("\n").length - 1;
    return section;
  });

  const base = new Map<string, string>();
  const head = new Map<string, string>();
  const renamed = new Map<string, string>();
  const commits: string[] = [];
  const signatures: string[] = [];
  const earlier: InheritedRequest[] = [];
  const teams = new Map<string, readonly string[]>();
  let single: Pick<Scenario, "rules" | "request" | "history" | "time" | "report"> = {};
  for (const section of sections) {
    switch (section.kind) {
      case "base":
        base.set(section.argument, section.content);
        if (!head.has(section.argument)) head.set(section.argument, section.content);
        break;
      case "head":
        head.set(section.argument, section.content);
        break;
      case "removed":
        head.delete(section.argument);
        break;
      case "renamed":
        rename(section, base, head, renamed);
        break;
      case "commit":
        commits.push(section.content.trimEnd());
        signatures.push(section.argument);
        break;
      case "request":
        single = { ...single, request: readRequest(section) };
        break;
      case "earlier":
        earlier.push(readEarlier(section));
        break;
      case "team":
        teams.set(section.argument, section.content.split("\n").filter(Boolean));
        break;
      case "history":
        single = { ...single, history: section.content.split("\n").filter(Boolean) };
        break;
      case "time":
        single = { ...single, time: readTime(section) };
        break;
      case "rules":
      case "report":
        single = { ...single, [section.kind]: section.content };
        break;
      default:
        throw new ScenarioError(`line ${section.line}: there is no section \`${section.kind}\``);
    }
  }
  return { description: description.trim(), base, head, renamed, commits, signatures, earlier, teams, ...single };
}

function readTime({ line, argument }: Section): number {
  const time = Date.parse(argument);
  if (Number.isNaN(time)) throw new ScenarioError(`line ${line}: \`${argument}\` is no time (2026-03-02T09:00:00Z)`);
  return time;
}

function readSection(source: string, line: number): Section {
  const end = source.indexOf("\n");
  const title = (end === -1 ? source : source.slice(0, end)).slice("=== ".length).trim();
  const [, kind = "", argument = "", mark] = /^(\S+)\s*(.*?)\s*(\(no newline at end\))?$/.exec(title) ?? [];
  const lines = (end === -1 ? "" : source.slice(end + 1)).replace(/\n\n$/, "\n").replace(/^\\(?====)/gm, "");
  return { line, kind, argument, content: mark === undefined ? lines : lines.replace(/\n$/, "") };
}

function rename(
  section: Section,
  base: ReadonlyMap<string, string>,
  head: Map<string, string>,
  renamed: Map<string, string>,
): void {
  const [from = "", to = ""] = section.argument.split(" -> ");
  const content = base.get(from);
  if (content === undefined || to === "") {
    throw new ScenarioError(`line ${section.line}: \`=== renamed OLD -> NEW\` names a file of base`);
  }
  head.delete(from);
  head.set(to, section.content === "" ? content : section.content);
  renamed.set(to, from);
}

export const ruleFile = ".github/plumbline.yml";

export function scenarioDifferential(scenario: Scenario): Differential {
  const rules: readonly (readonly [string, string])[] =
    scenario.rules === undefined ? [] : [[ruleFile, scenario.rules]];
  return {
    repository: "shop/infrastructure",
    // Shas of nothing: a scenario is a change between two commits, not a plain folder.
    base: memoryTree(contentsOf([...rules, ...scenario.base]), "b".repeat(40)),
    head: memoryTree(contentsOf([...rules, ...scenario.head]), sampleHead),
    files: changesOf(scenario),
    commits: scenario.commits.map((message, index): Commit => {
      const sha = shaOf(index);
      const isMerge = /^Merge (?:branch|pull request|remote)/.test(message);
      return { sha, message, isMerge, ...readSignature(scenario.signatures?.[index] ?? "") };
    }),
    ...surroundingsOf(scenario),
    ...(scenario.history && { history: scenario.history }),
    ...(scenario.earlier && { inherited: scenario.earlier }),
    people: peopleOf(scenario),
  };
}

function surroundingsOf({ request: asked, commits }: Scenario): Partial<Differential> {
  const { pushed, ...surroundings } = asked ?? {};
  if (pushed === undefined || asked === undefined) return surroundings;
  const { author, baseBranch } = asked.request;
  return {
    push: {
      branch: baseBranch,
      isForced: false,
      commits: commits.map((message, index) => ({
        sha: shaOf(index),
        subject: message.split("\n")[0] ?? "",
        author,
        requests: pushed,
      })),
    },
  };
}

function shaOf(index: number): string {
  return (index + 1).toString(16).repeat(40).slice(0, 40);
}

function readSignature(signature: string): Pick<Commit, "author" | "at"> {
  const [, name, email, at] = /^(.*?) *<([^>]*)> *(\S*)$/.exec(signature) ?? [];
  return {
    ...(name !== undefined && email !== undefined && { author: { name, email } }),
    ...(at !== undefined && at !== "" && { at }),
  };
}

function peopleOf({ teams }: Scenario): People {
  return {
    async membersOf(team) {
      const logins = teams?.get(team);
      if (logins !== undefined) return { kind: "members", logins };
      return { kind: "unreadable", reason: `no section \`team ${team}\` here`, cause: "unsupported" };
    },
  };
}

function contentsOf(files: readonly (readonly [string, string])[]): ReadonlyMap<string, FileContent> {
  return new Map(
    files.map(([path, text]) => {
      const byteOrderMark = text.startsWith("\ufeff");
      return [path, { kind: "text", text: byteOrderMark ? text.slice(1) : text, byteOrderMark }];
    }),
  );
}

function changesOf({ base, head, renamed }: Scenario): readonly ChangedFile[] {
  const changes: ChangedFile[] = [];
  const gone = new Set(renamed.values());
  for (const [path, text] of base) {
    if (head.has(path) || gone.has(path)) continue;
    changes.push({ path, status: "removed", kind: "file", additions: 0, deletions: countLines(text), hunks: [] });
  }
  for (const [path, text] of head) {
    const previousPath = renamed.get(path);
    const before = base.get(previousPath ?? path);
    if (before === text && previousPath === undefined) continue;
    changes.push({
      path,
      status: previousPath !== undefined ? "renamed" : before === undefined ? "added" : "modified",
      ...(previousPath !== undefined && { previousPath }),
      kind: "file",
      ...compareLines(before ?? "", text),
    });
  }
  return sortedByPath(changes);
}

function compareLines(before: string, after: string): Pick<ChangedFile, "additions" | "deletions" | "hunks"> {
  const { hunks } = structuredPatch("a", "b", before, after, "", "", { context: 3 });
  let additions = 0;
  let deletions = 0;
  const seen = hunks.map((hunk): Hunk => {
    let line = hunk.newStart;
    const changed: [number, number][] = [];
    for (const content of hunk.lines) {
      if (content.startsWith("\\")) continue;
      if (content.startsWith("-")) {
        deletions += 1;
        continue;
      }
      if (content.startsWith("+")) {
        additions += 1;
        const last = changed.at(-1);
        if (last?.[1] === line - 1) last[1] = line;
        else changed.push([line, line]);
      }
      line += 1;
    }
    return { lines: [hunk.newStart, Math.max(hunk.newStart, line - 1)], changed };
  });
  return { additions, deletions, hunks: seen };
}

/** The scenario's text with another report; everything else stays as it was written. */
export function writeReport(text: string, report: string): string {
  const at = text.search(/^=== report\b/m);
  const before = (at === -1 ? text : text.slice(0, at)).replace(/\n+$/, "");
  return `${before}\n\n=== report\n${report.trimEnd().replace(/^===/gm, "\\===")}\n`;
}
