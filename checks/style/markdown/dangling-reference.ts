/**
 * Links inside a document that lead nowhere.
 *
 * Why: a reader who follows the link in an emergency lands at the top of the page, or sees raw brackets.
 *
 * It looks at `[text][id]` without a definition of `id`, and at `#anchors` that no heading of the same document gives. Anchors are
 * compared by letters and digits only, since sites build them differently.
 *
 * Bad (docs/runbook.md):
 * ```markdown
 * # Fail over
 *
 * First read [how to roll back](#rolling-back).
 *
 * ## Roll back
 * ```
 *
 * Good (docs/runbook.md):
 * ```markdown
 * # Fail over
 *
 * First read [how to roll back](#roll-back).
 *
 * ## Roll back
 * ```
 *
 * Mend: spell the anchor as the heading does, or write the definition `[id]: target`.
 *
 * Waive: `<!-- plumbline-disable-next-line style/markdown/dangling-reference -- reason -->`
 */

import { walk } from "../../../languages/eslint-language.ts";
import type { MarkdownFile, MarkdownNode } from "../../../languages/markdown/tree.ts";
import type { MarkdownDocument } from "../../../languages/parsed.ts";
import { reportFinding, type StyleCheck } from "../../../languages/style-check.ts";

/** Site generators put text of other files in place of these: headings may come from there. */
const inclusion = /--8<--|\{\{[<%]|\{%-?\s*include|\{!|^\s*\.\. include/m;
/** Not behind a word or a bracket (`matrix[a][b]`), nor behind a backslash. */
const fullReference = /(?<![\w\])\\!])\[([^[\]\n]{1,200})\]\[([^[\]\n]{1,100})\]/g;
const opaque = new Set(["inlineCode", "html", "link", "image", "linkReference", "imageReference", "footnoteReference"]);

const check: StyleCheck<object, MarkdownDocument> = {
  meta: { docs: { languages: ["markdown"] } },
  create(context) {
    const { document } = context.sourceCode;
    const { text } = document;
    let anchors: ReadonlySet<string> | undefined;

    function checkProse(node: MarkdownNode): void {
      const [start] = node.range;
      for (const match of maskedProse(node, text).matchAll(fullReference)) {
        const [whole, words = "", id = ""] = match;
        if (!/\w/.test(words) || !looksLikeName(id)) continue;
        reportFinding(context, {
          at: { range: [start + match.index, start + match.index + whole.length] },
          message: `No definition of \`${id}\` stands in this document, so the link is shown as raw brackets.`,
          advice: `Write \`[${id}]: target\` on a line of its own, or correct the name.`,
        });
      }
    }

    return {
      paragraph: checkProse,
      heading: checkProse,
      tableCell: checkProse,
      link(node: MarkdownNode) {
        const fragment = fragmentOf(node.url);
        if (fragment === undefined || inclusion.test(text)) return;
        anchors ??= anchorsOf(document.tree, text);
        const wanted = lettersOf(fragment);
        if (wanted === "" || anchors.has(wanted) || anchors.has(wanted.replace(/\d+$/, ""))) return;
        reportFinding(context, {
          at: node,
          message: `No heading of this document gives the anchor \`#${fragment}\`, so the link leads nowhere.`,
          advice: "Spell the anchor as the heading does: small letters, a hyphen for each space, no punctuation.",
        });
      },
    };
  },
};
export default check;

/** Prose in which code, HTML and links that work are blotted out; same length, so that places stay. */
function maskedProse(node: MarkdownNode, text: string): string {
  let prose = text.slice(...node.range);
  for (const { node: inner, entering } of walk(node)) {
    if (!entering || !opaque.has(inner.type)) continue;
    const [start, end] = [inner.range[0] - node.range[0], inner.range[1] - node.range[0]];
    prose = `${prose.slice(0, start)}${"x".repeat(end - start)}${prose.slice(end)}`;
  }
  return prose;
}

/** Documentation generators resolve names with dots themselves; numbers are indices. */
function looksLikeName(id: string): boolean {
  return /[A-Za-z]/.test(id) && !/^\^|[.:$<>{}*]/.test(id);
}

/** `#top` and line anchors are GitHub's own; templates are not known. */
function fragmentOf(url: string | undefined): string | undefined {
  if (url === undefined || !url.startsWith("#") || /[{}<>$]/.test(url)) return undefined;
  const fragment = decoded(url.slice(1)).replace(/^user-content-/, "");
  return fragment === "" || /^(?:top|fn.*|L\d+(?:-L\d+)?)$/.test(fragment) ? undefined : fragment;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What headings, `id` and `name` attributes and `{#custom}` marks give, by letters and digits. */
function anchorsOf(tree: MarkdownFile, text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const match of text.matchAll(/\b(?:id|name)\s*=\s*["']?([^"'\s>]+)|\{:?\s*#([\w.-]+)/gi)) {
    anchors.add(lettersOf(match[1] ?? match[2] ?? ""));
  }
  for (const { node, entering } of walk(tree)) {
    if (!entering) continue;
    if (node.type === "heading") anchors.add(lettersOf(wordsOf(node)));
    if (node.type === "html") anchors.add(lettersOf(text.slice(...node.range).replace(/<[^>]*>/g, "")));
    // A heading over a whole paragraph of HTML, `<h2>` to `</h2>`, may hold inline nodes.
    if (node.type === "paragraph" && text.startsWith("<h", node.range[0])) anchors.add(lettersOf(wordsOf(node)));
  }
  return anchors;
}

function wordsOf(root: MarkdownNode): string {
  let words = "";
  for (const { node, entering } of walk(root)) {
    if (!entering || node.type === "html") continue;
    const { value, alt } = node as MarkdownNode;
    words += value ?? alt ?? "";
  }
  return words;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
