/**
 * Text that an editor would write otherwise under the repository's `.editorconfig`.
 *
 * Why: whoever opens the file next and saves it changes these lines too, so a small change comes with a large differential.
 *
 * It looks only where an `.editorconfig` says something about the file; that of the change itself counts. Read are
 * `charset`, `end_of_line`, `indent_style`, `indent_size`, `tab_width`, `trim_trailing_whitespace`, `insert_final_newline`
 * and, where a rule asks for it, `max_line_length`, with the nearest file first, `root` and `unset`.
 *
 * Only what can be told without guessing is shown. Indentation is left alone in Markdown and in blocks of text; steps are
 * counted in YAML and JSON only; under `indent_style = tab` a file counts as a whole, because spaces may align. A hard
 * break of Markdown keeps its two blanks. `end_of_line = crlf` speaks only of files that have both, because git stores most
 * files with `\n` and gives them out with `\r\n`; `insert_final_newline = false` and `end_of_line = cr` ask for nothing.
 *
 * What others say is not said again: where Prettier is configured it decides on its files, `terraform fmt` on Terraform,
 * and a `.yamllint` on what its rules ask for. Lock files and patches are as their tools write them.
 *
 * Bad (network/hosts.txt):
 * ```text
 * === head .editorconfig
 * [*]
 * trim_trailing_whitespace = true
 *
 * === head network/hosts.txt
 * 10.0.0.1 edge-1␠
 * ```
 *
 * Good (network/hosts.txt):
 * ```text
 * === head .editorconfig
 * [*]
 * trim_trailing_whitespace = true
 *
 * === head network/hosts.txt
 * 10.0.0.1 edge-1
 * ```
 *
 * Mend: let an editor that reads `.editorconfig` save the file, or run `plumbline fix` where a fix is offered.
 *
 * Waive: `# plumbline-disable-next-line format/editorconfig -- reason`
 */

import type { XStatic } from "typebox/schema";
import type { FileCheck, FileContext, Observation } from "../../core/check.ts";
import type { ParsedDocument } from "../../languages/parsed.ts";
import { editorFilesOf, gatherEditorFiles } from "./editorconfig/editor-files.ts";

const optionsSchema = {
  type: "object",
  properties: {
    properties: {
      type: "array",
      items: {
        enum: [
          "charset",
          "end_of_line",
          "indent_style",
          "indent_size",
          "trim_trailing_whitespace",
          "insert_final_newline",
          "max_line_length",
        ],
      },
      uniqueItems: true,
      default: [
        "charset",
        "end_of_line",
        "indent_style",
        "indent_size",
        "trim_trailing_whitespace",
        "insert_final_newline",
      ],
      description: "Properties of `.editorconfig` that are asked for.",
    },
  },
  required: ["properties"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

const check: FileCheck<Options, ParsedDocument> = {
  fixable: true,
  scope: "file",
  options: optionsSchema,
  gather: gatherEditorFiles,
  look,
};
export default check;

async function look(document: ParsedDocument, { options, facts }: FileContext<Options>): Promise<Observation> {
  const files = editorFilesOf(facts);
  if (files === undefined) return { findings: [], skipped: "not checked, no `.editorconfig` found", aside: true };
  // Most repositories stop above: what judges texts is loaded only here.
  const { judge } = await import("./editorconfig/judge.ts");
  return judge(document, files, options.properties);
}
