/**
 * Lines of an `.editorconfig` that editors skip, or read otherwise than they look.
 *
 * Why: no editor complains about this file, so a slip in it switches a setting off for everybody and nobody hears of it.
 *
 * Properties that belong to one editor or tool are its own matter; only what looks like a slip of a name that all editors
 * know is shown.
 *
 * Bad (.editorconfig):
 * ```ini
 * [*.{tf, hcl}]
 * indent_style = spaces
 * ```
 *
 * Good (.editorconfig):
 * ```ini
 * root = true
 *
 * [*.{tf,hcl}]
 * indent_style = space
 * ```
 *
 * Mend: follow the advice, which names the form that editors read.
 *
 * Waive: `# plumbline-disable-next-line style/editorconfig/syntax -- reason`
 */

import type { FileCheck, Observation } from "../../../core/check.ts";
import type { Finding } from "../../../core/finding.ts";
import { isSlip } from "../../../core/nearest.ts";
import type { Range } from "../../../core/text.ts";
import { knownProperties, knownValue, valueWords } from "../../../languages/editorconfig/known-properties.ts";
import { type EditorconfigProperty, readEditorconfig } from "../../../languages/editorconfig/read.ts";
import type { TextDocument } from "../../../languages/parsed.ts";
import { sectionMistakes } from "./sections/mistakes.ts";

const check: FileCheck<object, TextDocument> = {
  scope: "file",
  languages: ["text"],
  kinds: ["editorconfig"],
  look,
};
export default check;

export interface Mistake {
  readonly range: Range;
  readonly message: string;
  readonly advice: string;
  readonly fix?: { readonly range: Range; readonly text: string };
}

function look({ path, text }: TextDocument): Observation {
  const { preamble, sections, strayLines } = readEditorconfig(text);
  const opened = strayLines.find(([start]) => text[start] === "[")?.[0] ?? text.length;
  const mistakes = [
    ...strayLines.map((range) => strayLine(text, range)),
    // Below a section that is not closed, it is that which wants mending.
    ...preamble.filter(({ nameRange }) => nameRange[0] < opened).flatMap(aboveSections),
    ...sections.flatMap(({ glob, range }) => sectionMistakes(glob, range)),
    ...sections.flatMap(({ properties }) => [...properties.flatMap(inSection), ...repeated(properties)]),
  ];
  const sorted = mistakes.toSorted((left, right) => left.range[0] - right.range[0]);
  return { findings: sorted.map((mistake) => findingOf(path, mistake)) };
}

function findingOf(path: string, { range, message, advice, fix }: Mistake): Finding {
  return { message, advice, at: { path, range }, ...(fix && { fix: { safe: false, edits: [fix] } }) };
}

function strayLine(text: string, range: Range): Mistake {
  const line = text.slice(...range);
  if (line.startsWith("[")) {
    return {
      range,
      message: `The section \`${short(line)}\` is never closed, so what stands below it belongs to the section above.`,
      advice: "End the line with `]`.",
      fix: { range: [range[1], range[1]], text: "]" },
    };
  }
  const colon = /^([\w-]{1,80})([ \t]{0,80}:)[ \t]{0,80}\S/u.exec(line);
  const mark = colon ? range[0] + (colon[1]?.length ?? 0) : 0;
  return {
    range,
    message: `\`${short(line)}\` is neither a section nor a property nor a comment, so editors skip the line.`,
    advice: colon ? "Write `=` in place of `:`." : "Write it as `name = value`, or begin it with `#`.",
    ...(colon && { fix: { range: [mark, mark + (colon[2]?.length ?? 0)] as const, text: " =" } }),
  };
}

function aboveSections({ name, nameRange, value, valueRange }: EditorconfigProperty): readonly Mistake[] {
  if (name !== "root") {
    const message = `\`${short(name)}\` stands above the first section, so it applies to no file.`;
    return [{ range: nameRange, message, advice: "Put it below a section, `[*]` for all files." }];
  }
  if (/^(?:true|false)$/iu.test(value)) return [];
  const message = `\`${short(value)}\` is no value of \`root\`, so files above this one count, too.`;
  return [{ range: shown(valueRange, nameRange), message, advice: "Write `root = true`, or delete the line." }];
}

function inSection(property: EditorconfigProperty): readonly Mistake[] {
  const { name, nameRange, value } = property;
  if (name === "root") {
    const message = "`root` counts only above the first section, so files above this one count, too.";
    return [{ range: nameRange, message, advice: "Move the line to the top of the file." }];
  }
  if (knownProperties.includes(name)) return knownValue(name, value) === undefined ? [noValue(property)] : [];
  const meant = knownProperties.find((known) => isSlip(name, known) || isSlip(name.replaceAll("-", "_"), known));
  if (meant === undefined) return [];
  const message = `No editor knows \`${short(name)}\`, which is close to \`${meant}\`.`;
  return [{ range: nameRange, message, advice: `Write \`${meant}\`.`, fix: { range: nameRange, text: meant } }];
}

function noValue({ name, value, nameRange, valueRange }: EditorconfigProperty): Mistake {
  const behind = /^(\S{1,80})([ \t]{1,80}[#;].*)$/su.exec(value);
  if (behind && knownValue(name, behind[1] ?? "") !== undefined) {
    const start = valueRange[0] + (behind[1]?.length ?? 0);
    return {
      range: [start + (/^[ \t]*/u.exec(behind[2] ?? "")?.[0].length ?? 0), valueRange[1]],
      message: `What stands behind \`${short(behind[1] ?? "")}\` is part of the value, so newer editors do not know it.`,
      advice: "Put the comment on a line of its own.",
      fix: { range: [start, valueRange[1]], text: "" },
    };
  }
  const is = value === "" ? `\`${name}\` has no value` : `\`${short(value)}\` is no value of \`${name}\``;
  return {
    range: shown(valueRange, nameRange),
    message: `${is}, so editors leave it at what they like.`,
    advice: `Write ${valueWords(name)}.`,
  };
}

function repeated(properties: readonly EditorconfigProperty[]): readonly Mistake[] {
  const last = new Map(properties.map((property) => [property.name, property]));
  return properties.flatMap((property) => {
    const winner = last.get(property.name);
    if (winner === property || winner === undefined) return [];
    const message = `\`${short(property.name)}\` stands again further down in this section, with \`${short(winner.value)}\`, which wins.`;
    return [{ range: property.nameRange, message, advice: "Delete the one that is not meant." }];
  });
}

/** An empty value has no place of its own. */
function shown(range: Range, otherwise: Range): Range {
  return range[0] < range[1] ? range : otherwise;
}

function short(words: string): string {
  const line = words.replaceAll("`", "'");
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
