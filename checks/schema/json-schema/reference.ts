/** The schema that a document itself names, found by a linear look at its first part; the text is not parsed. */

import type { Range } from "../../../core/text.ts";

export interface Reference {
  readonly value: string;
  /** Where the document says so. */
  readonly range: Range;
}

/** Whoever names a schema does it at the top. */
const longestHead = 64 * 1024;
const longestReference = 2_000;

export function findReference(text: string, isYaml: boolean): Reference | undefined {
  const head = text.slice(0, longestHead);
  return isYaml ? (inModeline(head) ?? inYamlKey(head)) : inJsonKey(head);
}

/** `# yaml-language-server: $schema=../schemas/app.json` on a line of its own. */
function inModeline(head: string): Reference | undefined {
  return firstOf(/^#[ \t]*yaml-language-server:[ \t]*\$schema=([^\s]+)/dmu, head);
}

/** `$schema: …` at the left edge. */
function inYamlKey(head: string): Reference | undefined {
  return firstOf(/^["']?\$schema["']?[ \t]*:[ \t]+["']?([^\s"'#][^\s"']*)/dmu, head);
}

function firstOf(pattern: RegExp, head: string): Reference | undefined {
  const range = pattern.exec(head)?.indices?.[1];
  if (range === undefined || range[1] - range[0] > longestReference) return undefined;
  return { value: head.slice(range[0], range[1]), range };
}

/** The value of `"$schema"` among the keys of the outermost object. */
function inJsonKey(head: string): Reference | undefined {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]:]|\/\/[^\n]*|\/\*[^]*?\*\//gu;
  let depth = 0;
  for (let match = token.exec(head); match !== null; match = token.exec(head)) {
    const [word] = match;
    if (word === "{" || word === "[") depth += 1;
    else if (word === "}" || word === "]") depth -= 1;
    else if (word === '"$schema"' && depth === 1) {
      const value = /^\s*:\s*"([^"\\\n]*)"/du.exec(head.slice(token.lastIndex, token.lastIndex + longestReference));
      const inner = value?.indices?.[1];
      if (inner === undefined) return undefined;
      const range: Range = [token.lastIndex + inner[0], token.lastIndex + inner[1]];
      return { value: head.slice(...range), range };
    }
  }
  return undefined;
}
