/**
 * Comments that begin with `//`, or with `/*` over several lines.
 *
 * Why: Terraform's style guide knows one mark for comments, `#`; with one mark in all files, one search finds every comment.
 *
 * Bad (network/main.tf):
 * ```hcl
 * // the only subnet
 * locals {}
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * # the only subnet
 * locals {}
 * ```
 *
 * Mend: begin each line of the comment with `#`.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/comment-syntax -- reason`
 */

import type { TextEdit } from "../../../core/finding.ts";
import type { Comment, HclDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";
import { terraformKinds } from "./module/kinds.ts";

const check: StyleCheck<object, HclDocument> = {
  meta: {
    type: "layout",
    docs: { languages: ["hcl"], kinds: terraformKinds },
    fixable: "code",
  },
  create(context) {
    const { document } = context.sourceCode;
    const { text } = document;
    return {
      HclFile({ comments }) {
        for (const comment of comments) {
          const written = text.slice(...comment.range);
          if (written.startsWith("#") || (written.startsWith("/*") && !written.includes("\n"))) continue;
          const fix = written.startsWith("//") ? slashes(comment) : block(comment, written, text);
          reportFinding(context, {
            at: { range: [comment.range[0], Math.min(comment.range[1], comment.range[0] + 2)] },
            message: `A comment begins with \`${written.slice(0, 2)}\`, where the style guide asks for \`#\`.`,
            advice: "Begin each line of the comment with `#`.",
            ...(fix && { fix }),
          });
        }
      },
    };
  },
};
export default check;

function slashes({ range: [start] }: Comment): readonly TextEdit[] {
  return [{ range: [start, start + 2], text: "#" }];
}

/** Only where the comment has its lines for itself. */
function block({ range: [start, end] }: Comment, written: string, text: string): readonly TextEdit[] | undefined {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const indent = text.slice(lineStart, start);
  const after = /^[ \t]*(?:\r?\n|$)/u.test(text.slice(end, end + 200));
  if (indent.trim() !== "" || !after) return undefined;
  const lines = written.slice(2, -2).split("\n");
  const mended = lines.map((line, index) => {
    if (index === 0) return `#${line}`;
    return `${indent}#${line.startsWith(indent) ? line.slice(indent.length) : line}`;
  });
  return [{ range: [start, end], text: mended.join("\n").replaceAll(/[ \t]+(?=\r?$)/gmu, "") }];
}
