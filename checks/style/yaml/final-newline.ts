/**
 * A last line without a newline.
 *
 * Why: the next line somebody adds shows this one as changed too, and files that are joined run into each other.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * port: 80␄
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * port: 80
 * ```
 *
 * Mend: end the file with one newline.
 *
 * Waive: `# plumbline-disable-file style/yaml/final-newline -- reason`
 */

import { untemplatedKinds } from "../../../core/kinds.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";

const check: StyleCheck<object, YamlDocument> = {
  meta: {
    type: "layout",
    docs: { languages: ["yaml"], kinds: untemplatedKinds },
    fixable: "whitespace",
    hasSuggestions: true,
  },
  create(context) {
    const { text, problems } = context.sourceCode.document;
    if (text.trim() === "" || text.endsWith("\n")) return {};
    const newline = text.includes("\r\n") ? "\r\n" : "\n";
    const edit = [{ range: [text.length, text.length] as const, text: newline }];
    let endsInBlock = problems.length > 0;
    return {
      YamlScalar({ style, range }) {
        if ((style === "literal" || style === "folded") && range[1] === text.length) endsInBlock = true;
      },
      "YamlFile:exit"() {
        reportFinding(context, {
          at: { range: [text.length - 1, text.length] },
          message: "The last line does not end with a newline, so the next change shows it as changed too.",
          advice: "End the file with a newline.",
          // A block of text that ends the file gains a newline with it: some readers then give another value.
          ...(endsInBlock ? { suggestion: edit } : { fix: edit }),
        });
      },
    };
  },
};
export default check;
