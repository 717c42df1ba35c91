/**
 * Blanks at the end of a line.
 *
 * Why: nobody sees them, every editor that strips them turns the next small change into a large differential.
 *
 * Lines inside a block of text (`|`, `>`) are left alone, their blanks are text; `blocks: true` shows them too, without a
 * fix.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * port: 80␠
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * port: 80
 * ```
 *
 * Mend: run `plumbline fix`, or let the editor strip them on saving.
 *
 * Waive: `# plumbline-disable-next-line style/yaml/trailing-spaces -- reason`
 */

import type { XStatic } from "typebox/schema";
import type { Range } from "../../../core/text.ts";
import { untemplatedKinds } from "../../../core/kinds.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";

const optionsSchema = {
  type: "object",
  properties: { blocks: { type: "boolean", default: false, description: "Also show blanks inside blocks of text." } },
  required: ["blocks"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

const check: StyleCheck<Options, YamlDocument> = {
  meta: {
    type: "layout",
    docs: { languages: ["yaml"], kinds: untemplatedKinds },
    fixable: "whitespace",
    schema: [optionsSchema],
  },
  create(context) {
    const { text, problems } = context.sourceCode.document;
    const [{ blocks }] = context.options;
    const trailing = trailingBlanks(text);
    if (trailing.length === 0) return {};
    const scalars: { readonly range: Range; readonly isBlock: boolean }[] = [];
    return {
      YamlScalar({ style, range }) {
        if (style === "plain") return;
        scalars.push({ range, isBlock: style === "literal" || style === "folded" });
      },
      "YamlFile:exit"() {
        let next = 0;
        for (const range of trailing) {
          let scalar = scalars[next];
          while (scalar && scalar.range[1] < range[0]) scalar = scalars[++next];
          const inside = scalar && isInside(text, scalar.range, range) ? scalar : undefined;
          if (inside?.isBlock === true && !blocks) continue;
          const count = range[1] - range[0];
          reportFinding(context, {
            at: { range },
            message: `${count === 1 ? "A blank ends" : `${count} blanks end`} this line, where nobody sees them.`,
            advice: "Delete the blanks at the end of the line.",
            ...(!inside && problems.length === 0 && { fix: [{ range, text: "" }] }),
          });
        }
      },
    };
  },
};
export default check;

/** In the text of a scalar; blanks behind the header of a block are not. */
function isInside(text: string, scalar: Range, blanks: Range): boolean {
  if (blanks[0] < scalar[0] || blanks[0] >= scalar[1]) return blanks[1] === scalar[1] && blanks[0] >= scalar[0];
  const firstLineEnd = text.indexOf("\n", scalar[0]);
  const isHeader = (text[scalar[0]] === "|" || text[scalar[0]] === ">") && blanks[1] <= firstLineEnd;
  return !isHeader;
}

function trailingBlanks(text: string): readonly Range[] {
  const found: Range[] = [];
  let lineStart = 0;
  while (lineStart < text.length) {
    const newline = text.indexOf("\n", lineStart);
    let end = newline === -1 ? text.length : newline;
    if (text[end - 1] === "\r") end -= 1;
    let start = end;
    while (start > lineStart && (text[start - 1] === " " || text[start - 1] === "\t")) start -= 1;
    if (start < end) found.push([start, end]);
    lineStart = newline === -1 ? text.length : newline + 1;
  }
  return found;
}
