/**
 * Tabs in the white space between YAML's words.
 *
 * Why: YAML counts levels in spaces only; a tab looks like a level, is none, and one reader takes what the next one rejects.
 *
 * Tabs inside values and blocks of text are text and left alone.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * port:␉80
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * port: 80
 * ```
 *
 * Mend: write spaces.
 *
 * Waive: `# plumbline-disable-next-line style/yaml/tabs -- reason`
 */

import type { Range } from "../../../core/text.ts";
import { untemplatedKinds } from "../../../core/kinds.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";

const check: StyleCheck<object, YamlDocument> = {
  meta: {
    type: "layout",
    docs: { languages: ["yaml"], kinds: untemplatedKinds },
    fixable: "whitespace",
  },
  create(context) {
    const { text, tree, problems } = context.sourceCode.document;
    // Where the text does not parse, what is a value and what is not cannot be told: the syntax check speaks of those tabs.
    if (problems.length > 0 || !text.includes("\t")) return {};
    const words: Range[] = tree.comments.map((comment) => comment.range);
    return {
      YamlScalar: (scalar) => void words.push(scalar.range),
      "YamlFile:exit"() {
        words.sort((left, right) => left[0] - right[0]);
        for (const range of tabsBetween(text, words)) {
          const isIndentation = text.slice(text.lastIndexOf("\n", range[0] - 1) + 1, range[0]).trim() === "";
          reportFinding(context, {
            at: { range },
            message: isIndentation
              ? "A tab stands in the indentation, where YAML counts only spaces."
              : "A tab separates two words here, where other readers expect a space.",
            advice: "Replace it by a space.",
            fix: [{ range, text: " " }],
          });
        }
      },
    };
  },
};
export default check;

/** Runs of tabs outside of `words` (sorted) that do not end their line: those are trailing white space. */
function* tabsBetween(text: string, words: readonly Range[]): Generator<Range> {
  let next = 0;
  for (let tab = text.indexOf("\t"); tab !== -1;) {
    let word = words[next];
    while (word && word[1] <= tab) word = words[++next];
    if (word && word[0] <= tab) {
      tab = text.indexOf("\t", word[1]);
      continue;
    }
    let end = tab + 1;
    while (text[end] === "\t") end += 1;
    let after = end;
    while (text[after] === " " || text[after] === "\t") after += 1;
    const endsLine = after === text.length || text[after] === "\n" || text[after] === "\r";
    if (!endsLine) yield [tab, end];
    tab = text.indexOf("\t", end);
  }
}
