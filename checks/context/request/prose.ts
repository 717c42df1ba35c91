/** What a person wrote in a request's text: without HTML comments, code blocks, quotes and lines of the template. */

/** Longer texts are cut: nobody reads on, and every pattern stays quick. */
const longestText = 256 * 1024;

/** The prose of a Markdown text; `template` holds the trimmed lines that were there before anybody wrote. */
export function proseOf(text: string, template: ReadonlySet<string> = new Set()): string {
  const lines = text.slice(0, longestText).split(/\r?\n/);
  const lastCommentEnd = lines.findLastIndex((line) => line.includes("-->"));
  const isCode = codeReader();
  const prose: string[] = [];
  let isComment = false;
  for (const [index, line] of lines.entries()) {
    const isAfterEmpty = (prose.at(-1) ?? "").trim() === "";
    if (isCode(line, isComment, isAfterEmpty)) continue;
    const [seen, isOpen] = withoutComments(line, isComment, index < lastCommentEnd);
    const isOwn = !isQuote(line) && (isComment || !template.has(templateLine(line)));
    if (isOwn) prose.push(seen);
    isComment = isOpen;
  }
  return prose.join("\n");
}

/** Asked line by line from the top: whether a line belongs to a code block, fenced, indented or `<pre>`. */
function codeReader(): (line: string, isComment: boolean, isAfterEmpty: boolean) => boolean {
  let fence: string | undefined;
  let isPreformatted = false;
  let isInList = false;
  return (line, isComment, isAfterEmpty) => {
    if (fence !== undefined) {
      if (closesFence(line, fence)) fence = undefined;
      return true;
    }
    if (isPreformatted) {
      isPreformatted = !line.toLowerCase().includes("</pre>");
      return true;
    }
    if (isComment) return false;
    fence = (isInList ? fenceInList : fenceAtStart).exec(line)?.[1];
    if (fence !== undefined) return true;
    if (/^ {0,3}<pre\b/i.test(line)) {
      isPreformatted = !line.toLowerCase().includes("</pre>");
      return true;
    }
    // What is indented right below a sentence, or below a list item, goes on with it.
    if (isAfterEmpty && !isInList && isIndented(line)) return true;
    if (line.trim() !== "" && !/^\s/.test(line)) isInList = /^(?:[-*+]|\d{1,9}[.)])\s/.test(line);
    return false;
  };
}

const fenceAtStart = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
/** What belongs to a list item is indented as far as its words. */
const fenceInList = /^\s{0,20}(?:[-*+] +)?(`{3,}(?=[^`]*$)|~{3,})/;

function isIndented(line: string): boolean {
  return /^(?: {4}| {0,3}\t)/.test(line);
}

/** How lines of a template and of a text are compared: spaces and ticks do not make a line one's own. */
export function templateLine(line: string): string {
  return line.trim().replace(/^([-*+]) \[[ xX]\]/, "$1 [ ]");
}

function closesFence(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return trimmed.length >= fence.length && trimmed === fence.charAt(0).repeat(trimmed.length);
}

function isQuote(line: string): boolean {
  return /^ {0,3}>/.test(line);
}

/**
 * A line without the parts inside `<!-- … -->`, and whether a comment is still open at its end. As on GitHub, a mark at
 * the start of a line that nobody closes hides the rest; in the middle of one it is only two odd characters.
 */
function withoutComments(
  line: string,
  isOpen: boolean,
  closesLater: boolean,
): readonly [seen: string, isOpen: boolean] {
  let seen = "";
  let at = 0;
  let inside = isOpen;
  for (;;) {
    const mark = line.indexOf(inside ? "-->" : "<!--", at);
    if (mark === -1) return [inside ? seen : seen + line.slice(at), inside];
    if (inside) {
      at = mark + 3;
      inside = false;
      continue;
    }
    const isClosed = closesLater || line.indexOf("-->", mark) !== -1;
    if (line[mark - 1] === "`" || (!isClosed && line.slice(0, mark).trim() !== "")) {
      seen += line.slice(at, mark + 4);
    } else {
      seen += line.slice(at, mark);
      inside = true;
    }
    at = mark + 4;
  }
}
