/** A document against its template: sections that are missing, that say nothing, and words that nobody replaced. */

import type { Finding, Gap } from "../../../core/finding.ts";
import type { Range } from "../../../core/text.ts";
import { inCode } from "../request/places.ts";
import { templateLine } from "../request/prose.ts";
import { outlineOf, type Outline, type Section } from "./outline.ts";
import { type Placeholder, placeholdersIn } from "./placeholders.ts";
import { bearsName } from "./section-names.ts";
import type { Template } from "./template.ts";

export interface JudgedDocument {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
}

/** More of them in one document are told as a number. */
const placeholdersShown = 5;

/** `path` is of a Markdown file at head, `kind` what it is to a reader: "design document". */
export function judgeDocument(path: string, text: string, template: Template, kind: string): JudgedDocument {
  const outline = outlineOf(text);
  if (outline.isUnread) return unread(path);
  const placeholders = placeholdersIn(text, outline);
  const empty = emptySections(outline, text, template);
  const isTold = ({ range }: Placeholder): boolean => empty.some(({ section }) => lies(range, section.body));
  return {
    findings: [
      ...missingSections(path, text, outline, template, kind),
      ...empty.map(({ section, asked }) => emptySection(path, section, asked, placeholders)),
      ...unfilled(
        path,
        placeholders.filter((placeholder) => !isTold(placeholder)),
      ),
    ],
    gaps: [],
  };
}

interface EmptySection {
  readonly section: Section;
  /** Its title in the template. */
  readonly asked: string;
}

/** Of two sections that bear a name one is enough; what may be left out may be left empty, too. */
function emptySections(outline: Outline, text: string, template: Template): readonly EmptySection[] {
  return template.sections.flatMap(({ names, isOptional, title }) => {
    const meant = outline.sections.filter((section) => section.depth > 1 && bearsName(section.plainName, names));
    const [first] = meant;
    if (isOptional || first === undefined) return [];
    return meant.every(({ content }) => wordsOf(content, text, template.lines) === "")
      ? [{ section: first, asked: title }]
      : [];
  });
}

function lies([start, end]: Range, within: Range): boolean {
  return start >= within[0] && end <= within[1];
}

function unread(path: string): JudgedDocument {
  return {
    findings: [],
    gaps: [{ path, reason: "is too long to be read against its template", cause: "input" }],
  };
}

function missingSections(
  path: string,
  text: string,
  outline: Outline,
  { sections }: Template,
  kind: string,
): readonly Finding[] {
  const missing = sections.filter(
    ({ names, isOptional }) =>
      !isOptional && !outline.sections.some((section) => section.depth > 1 && bearsName(section.plainName, names)),
  );
  if (missing.length === 0) return [];
  const title = outline.sections.find(({ depth }) => depth === 1)?.range ?? firstLine(text);
  const names = missing.map((section) => inCode(section.title)).join(", ");
  return [
    {
      message:
        missing.length === 1
          ? `This ${kind} has no section ${names}, and whoever runs the change looks for it.`
          : `This ${kind} has no sections ${names}, and whoever runs the change looks for them.`,
      advice: `Add ${missing.length === 1 ? "the heading" : "the headings"} and say there what a stranger has to know.`,
      at: { path, range: title },
      evidence: `missing ${missing.map((section) => section.title).join(", ")}`,
    },
  ];
}

function firstLine(text: string): Range {
  const end = text.indexOf("\n");
  return [0, end === -1 ? text.length : end];
}

/** `None.` and `N/A` answer the question only where a reason stands behind them. */
const withoutReason = /^(?:[-*+]\s*)?(?:n\.?\/?a\.?|none|nothing|not applicable|no|-+|…|\.{2,})[.!]?$/i;

/** What somebody wrote: without lines of the template and bare `N/A`. */
export function wordsOf(content: readonly Range[], text: string, templateLines: ReadonlySet<string>): string {
  const lines = content.flatMap(([start, end]) => text.slice(start, end).split(/\r?\n/));
  const own = lines.filter((line) => !templateLines.has(templateLine(line)) && !withoutReason.test(line.trim()));
  return own
    .join(" ")
    .replace(/[\s|:+*-]+/g, " ")
    .trim();
}

function emptySection(path: string, section: Section, asked: string, placeholders: readonly Placeholder[]): Finding {
  const isTemplate = placeholders.some(({ range }) => lies(range, section.body));
  const state = isTemplate ? "still holds what the template says" : "says nothing";
  return {
    message: `The section ${inCode(section.title)} ${state}, so nobody knows whether it was thought about.`,
    advice: "Fill it in, or say in a sentence why it does not apply.",
    at: { path, range: section.range },
    evidence: `empty ${asked}`,
  };
}

function unfilled(path: string, placeholders: readonly Placeholder[]): readonly Finding[] {
  const left = placeholders.length - placeholdersShown;
  return placeholders.slice(0, placeholdersShown).map(({ text, range }, index) => {
    const more = left > 0 && index === placeholdersShown - 1 ? ` (and ${left} more below)` : "";
    return {
      message: `${inCode(text)} is still to be filled in${more}, and a reader cannot tell what was meant.`,
      advice: "Replace it with what is true, or take the line out.",
      at: { path, range },
    };
  });
}
