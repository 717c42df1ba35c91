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
 * === request                                         title: … branch: … author: … labels: a, b  draft: yes
 *                                                     then an empty line and the body
 * === commit                                          one per commit, oldest first: its message
 * === report                                          what `plumbline review` prints; `UPDATE=1` writes it
 * ```
 *
 * One empty line before a `===` line belongs to the form, not to the file. `(no newline at end)` behind a path takes
 * the last newline off. A line of a file that begins with `===` is written `\===`.
 */

import { structuredPatch } from "diff";
import type { ChangedFile, ChangeRequest, Commit, Differential, FileContent, Hunk } from "../core/differential.ts";
import { memoryTree } from "./memory.ts";
import { sortedByPath } from "./listing.ts";
import { countLines } from "./whole-file.ts";

export interface Scenario {
  readonly description: string;
  /** Text of `.github/plumbline.yml`. */
  readonly rules?: string;
  readonly base: ReadonlyMap<string, string>;
  readonly head: ReadonlyMap<string, string>;
  /** New path -> old path. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly request?: ChangeRequest;
  readonly branch?: string;
  readonly commits: readonly string[];
  readonly report?: string;
}

/** The text does not keep the form; the message names the line. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
}

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
  let single: Pick<Scenario, "rules" | "request" | "branch" | "report"> = {};
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
        break;
      case "request":
        single = { ...single, ...readRequest(section) };
        break;
      case "rules":
      case "report":
        single = { ...single, [section.kind]: section.content };
        break;
      default:
        throw new ScenarioError(`line ${section.line}: there is no section \`${section.kind}\``);
    }
  }
  return { description: description.trim(), base, head, renamed, commits, ...single };
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

function readRequest(section: Section): { readonly request: ChangeRequest; readonly branch?: string } {
  const [fieldLines = "", ...body] = section.content.split(/\n\n/);
  const fields = new Map<string, string>();
  for (const line of fieldLines.split("\n").filter((each) => each.trim() !== "")) {
    const field = /^(title|branch|author|labels|draft|base): *(.*)$/.exec(line);
    if (!field) throw new ScenarioError(`line ${section.line}: \`${line}\` is no field of a request`);
    fields.set(field[1] ?? "", field[2] ?? "");
  }
  const login = fields.get("author") ?? "ada";
  const branch = fields.get("branch");
  return {
    request: {
      title: fields.get("title") ?? "",
      body: body.join("\n\n").trimEnd(),
      author: { login, isBot: login.endsWith("[bot]") },
      labels: (fields.get("labels") ?? "")
        .split(",")
        .map((label) => label.trim())
        .filter(Boolean),
      baseBranch: fields.get("base") ?? "main",
      isDraft: fields.get("draft") === "yes",
    },
    ...(branch !== undefined && { branch }),
  };
}

export const ruleFile = ".github/plumbline.yml";

export function scenarioDifferential(scenario: Scenario): Differential {
  const rules: readonly (readonly [string, string])[] =
    scenario.rules === undefined ? [] : [[ruleFile, scenario.rules]];
  return {
    repository: "shop/infrastructure",
    // Shas of nothing: a scenario is a change between two commits, not a plain folder.
    base: memoryTree(contentsOf([...rules, ...scenario.base]), "b".repeat(40)),
    head: memoryTree(contentsOf([...rules, ...scenario.head]), "a".repeat(40)),
    files: changesOf(scenario),
    commits: scenario.commits.map((message, index): Commit => {
      const sha = (index + 1).toString(16).repeat(40).slice(0, 40);
      return { sha, message, isMerge: /^Merge (?:branch|pull request|remote)/.test(message) };
    }),
    ...(scenario.request && { request: scenario.request }),
    ...(scenario.branch !== undefined && { branch: scenario.branch }),
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
