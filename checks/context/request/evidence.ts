/** What shows that a change was tried: words about it, a tool's output, a picture, a link to a run. */

import { proseOf } from "./prose.ts";

export type EvidenceKind = "words" | "output" | "picture" | "link";

/** Longer texts are cut: nobody reads on. */
const longestText = 256 * 1024;
const longestLine = 2_000;

/** What was found, in words for the checklist; `undefined` when there is none of these kinds. */
export function findEvidence(
  body: string,
  template: ReadonlySet<string>,
  kinds: readonly EvidenceKind[],
): string | undefined {
  const text = body.slice(0, longestText);
  const prose = proseOf(text, template);
  const finders: Readonly<Record<EvidenceKind, () => string | undefined>> = {
    words: () => wordsIn(prose),
    output: () => outputIn(blocksOf(text)),
    picture: () => (pictureIn(prose) ? "a picture" : undefined),
    link: () => linkIn(prose),
  };
  for (const kind of kinds) {
    const found = finders[kind]();
    if (found !== undefined) return found;
  }
  return undefined;
}

const testWords =
  "test plan|tests?|testing|tested|how (?:has|was|is) (?:this|it) (?:been )?tested|how to test|verification|verified|validation|proof|evidence|qa|checked|plan output|terraform plan|dry[- ]run";
const heading = new RegExp(`^ {0,3}(?:#{1,6}|\\*\\*|__)\\s*(?:\\d+[.)]\\s*)?(?:${testWords})\\b[^\\n]{0,40}$`, "i");
const labelled = new RegExp(
  `^\\s*(?:[-*] )?(?:\\*\\*|__)?(${testWords})(?:[- ](?:by|on|plan|steps))?(?:\\*\\*|__)?\\s*:(?:\\*\\*|__)?\\s*(.*)$`,
  "i",
);
const reported =
  /^\s*(?:[-*] (?:\[[xX]\] )?)?(?:(?:i|we)(?:'ve| have)? )?(?:tested|verified|tried|rehearsed|applied)(?: (?:it|this|twice))? (?:on|in|with|by|against|locally|manually)\b/i;
const anyHeading = /^ {0,3}(?:#{1,6}\s|(?:\*\*|__)[^*_]{1,80}(?:\*\*|__):?\s*$)/;
const ticked = /^\s*[-*] \[[xX]\] (.*)$/;

/** What stands there when nobody has said anything, or says that nothing was done. */
const nothing =
  /^(?:todo|tbd|tba|n\/?a|none|no|not (?:yet|tested|applicable|needed)|untested|nothing|later|will (?:do|test)|pending|wip|x|\?+|-+|\.+|…|_+)?[\s.!)]*$/i;

function wordsIn(prose: string): string | undefined {
  const lines = prose.split("\n").map((line) => line.slice(0, longestLine));
  for (const [index, line] of lines.entries()) {
    const [, label = "", said = ""] = labelled.exec(line) ?? [];
    if (label !== "" && says(said)) return `\`${label}:\` in the description`;
    if (reported.test(line)) return "a word about it in the description";
    const isHeading = heading.test(line) || label !== "";
    if (isHeading && sectionAfter(lines, index).some(says)) return `\`${plain(line)}\` in the description`;
  }
  return undefined;
}

function sectionAfter(lines: readonly string[], index: number): readonly string[] {
  const rest = lines.slice(index + 1);
  const end = rest.findIndex((line) => anyHeading.test(line));
  return end === -1 ? rest : rest.slice(0, end);
}

/** An open box is a plan, not a test. */
function says(line: string): boolean {
  if (/^\s*[-*] \[ \]/.test(line)) return false;
  const said = (ticked.exec(line)?.[1] ?? line).replace(/^\s*(?:[-*+]|\d+[.)])\s+/, "").trim();
  return /[\p{L}\p{N}]/u.test(said) && !nothing.test(said);
}

function plain(heading: string): string {
  return heading
    .replace(/[#*_`]/g, "")
    .replace(/:\s*$/, "")
    .trim()
    .slice(0, 60);
}

/** Contents of code blocks outside comments, closed or not. */
function blocksOf(text: string): readonly string[] {
  const blocks: string[] = [];
  let fence: string | undefined;
  let lines: string[] = [];
  for (const line of withoutComments(text).split(/\r?\n/)) {
    const mark = /^ {0,3}(?:> ?)?(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined) {
      fence = mark;
      lines = [];
    } else if (mark?.startsWith(fence) === true && line.trim() === mark) {
      blocks.push(lines.join("\n"));
      fence = undefined;
    } else lines.push(line.slice(0, longestLine));
  }
  if (fence !== undefined) blocks.push(lines.join("\n"));
  return blocks;
}

function withoutComments(text: string): string {
  const parts = text.split("<!--");
  const [first = "", ...rest] = parts;
  return rest.reduce((seen, part) => {
    const end = part.indexOf("-->");
    return end === -1 ? seen : seen + part.slice(end + 3);
  }, first);
}

/** Last lines of tools that plan, try or test, which nobody types by hand. */
const outputs: readonly (readonly [tool: string, sign: RegExp])[] = [
  ["a Terraform plan", /^\s*Plan: \d+ to (?:import|add)\b/m],
  [
    "a Terraform plan",
    /^\s*(?:No changes\. |Changes to Outputs:|Terraform will perform the following actions:|OpenTofu will perform)/m,
  ],
  ["a Terraform plan", /^\s*# \S{1,200} (?:will be|must be) (?:created|updated|destroyed|replaced|read)/m],
  ["a Pulumi preview", /^\s*(?:Previewing update|\s*[+~-] \d+ to (?:create|update|delete))/m],
  ["an Ansible recap", /\bok=\d+\s+changed=\d+\s+unreachable=\d+/],
  [
    "a Helm or Kubernetes diff",
    /^(?:diff -u(?:N)? -N |\S{1,100}, \S{1,100}, \w{1,60} \([\w./-]{1,60}\) has (?:changed|been added|been removed):)/m,
  ],
  ["a Kubernetes dry run", /\b(?:created|configured|unchanged) \((?:server )?dry run\)/],
  [
    "a test run",
    /^\s*(?:Tests?:\s+\d+ passed|(?:ok|PASS|FAIL)\s+\S+|=+ \d+ passed|SUCCESS|Success! \d+ passed|\d+ examples?, 0 failures)/m,
  ],
  [
    "a configuration test",
    /\bsyntax is ok\b|\btest is successful\b|\bis valid prometheus config file\b|\bThe configuration is valid\b/,
  ],
];

function outputIn(blocks: readonly string[]): string | undefined {
  for (const block of blocks) {
    const found = outputs.find(([, sign]) => sign.test(block));
    if (found) return `${found[0]} in the description`;
  }
  return undefined;
}

function pictureIn(prose: string): boolean {
  return /!\[[^\]\n]{0,300}\]\(\s*<?https?:\/\/[^\s)]{1,2000}|<(?:img|video)\s[^>\n]{0,300}?src=|https:\/\/github\.com\/user-attachments\/assets\//i.test(
    prose,
  );
}

/** Pages of runs: CI jobs, plans, dashboards of a trial. */
const runLink =
  /https:\/\/[\w.-]{1,200}(?::\d{1,5})?\/(?:[\w.~%-]{1,100}\/){0,8}(?:actions\/runs\/\d+|pipelines\/\d+|-\/jobs\/\d+|jobs\/\d+|builds\/\d+|job\/[\w.%-]{1,100}\/\d+|runs\/run-\w+|workflows\/[\w-]{10,}|_build\/results)/;

function linkIn(prose: string): string | undefined {
  if (runLink.test(prose)) return "a link to a run in the description";
  return /https:\/\/asciinema\.org\/a\/\w+/.test(prose) ? "a recording in the description" : undefined;
}
