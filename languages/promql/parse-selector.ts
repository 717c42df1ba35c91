/** Reads what selects series: `up{job="api"}`, `{"a name", job=~"…"}`. */

import { expectMark, isMark, peek, span, take, takeIf, unexpected, type Reader } from "./reader.ts";
import type { Token } from "./scan.ts";
import { PromqlSyntaxError } from "./syntax-error.ts";
import type { PromqlMatcher, PromqlSelector, PromqlWord } from "./tree.ts";

interface Braces {
  readonly name?: PromqlWord;
  readonly matchers: readonly PromqlMatcher[];
  readonly end: Token;
}

/** `name` was taken already. */
export function parseNamedSelector(reader: Reader, name: Token): PromqlSelector {
  const word = { range: name.range, text: name.text };
  if (!isMark(peek(reader), "{")) return { type: "PromqlSelector", range: name.range, name: word, matchers: [] };
  const braces = parseBraces(reader);
  const second = braces.name ?? braces.matchers.find(isName)?.value;
  if (second) {
    throw new PromqlSyntaxError(`the metric's name is set twice, as \`${name.text}\` and again here`, second.range);
  }
  return { type: "PromqlSelector", range: span(name, braces.end), name: word, matchers: braces.matchers };
}

export function parseNamelessSelector(reader: Reader): PromqlSelector {
  const start = peek(reader);
  const { name, matchers, end } = parseBraces(reader);
  return { type: "PromqlSelector", range: span(start, end), ...(name && { name }), matchers };
}

function isName({ label, operator }: PromqlMatcher): boolean {
  return label === "__name__" && operator === "=";
}

function parseBraces(reader: Reader): Braces {
  const opening = take(reader);
  const matchers: PromqlMatcher[] = [];
  let name: PromqlWord | undefined;
  for (;;) {
    const closing = takeIf(reader, "}");
    if (closing) return { ...(name && { name }), matchers, end: closing };
    const token = peek(reader);
    if (token.kind === "end") {
      throw new PromqlSyntaxError("`{` is never closed", opening.range, "Add the `}` that belongs to it.");
    }
    if (token.kind !== "word" && token.kind !== "text") {
      throw unexpected(token, "between the braces, where a label is expected");
    }
    take(reader);
    if (token.kind === "text" && !isOperator(peek(reader))) {
      if (name) throw new PromqlSyntaxError("the metric's name is set twice", token.range);
      name = { range: token.range, text: token.value };
    } else matchers.push(parseMatcher(reader, token));
    if (!takeIf(reader, ",") && !isMark(peek(reader), "}")) {
      const next = peek(reader);
      if (next.kind !== "end") throw unexpected(next, "between the braces, where `,` or `}` is expected");
    }
  }
}

function isOperator({ kind, text }: Token): boolean {
  return kind === "mark" && (text === "=" || text === "!=" || text === "=~" || text === "!~" || text === "==");
}

function parseMatcher(reader: Reader, label: Token): PromqlMatcher {
  const operator = peek(reader);
  const name = label.kind === "text" ? label.value : label.text;
  if (label.text.includes(":") && label.kind === "word") {
    throw new PromqlSyntaxError(`\`${label.text}\` is no name of a label: it holds a colon`, label.range);
  }
  if (isMark(operator, "==")) {
    throw unexpected(operator, `behind the label \`${name}\``, "Write `=`: a matcher has a single equals sign.");
  }
  if (operator.kind !== "mark" || !isMatcherOperator(operator.text)) {
    throw unexpected(operator, `behind the label \`${name}\`, where \`=\`, \`!=\`, \`=~\` or \`!~\` is expected`);
  }
  take(reader);
  const value = peek(reader);
  if (value.kind !== "text") {
    throw unexpected(value, `behind \`${name}${operator.text}\``, "Put the label's value in quotes.");
  }
  take(reader);
  return {
    range: span(label, value),
    label: name,
    operator: operator.text,
    value: { type: "PromqlString", range: value.range, value: value.value },
  };
}

function isMatcherOperator(text: string): text is PromqlMatcher["operator"] {
  return text === "=" || text === "!=" || text === "=~" || text === "!~";
}

/** `(job, "a label")`; a comma may stand behind the last. */
export function parseLabelList(
  reader: Reader,
  where: string,
): { readonly labels: readonly PromqlWord[]; readonly end: Token } {
  expectMark(reader, "(", where);
  const labels: PromqlWord[] = [];
  for (;;) {
    const closing = takeIf(reader, ")");
    if (closing) return { labels, end: closing };
    const token = peek(reader);
    const isLabel = token.kind === "text" || (token.kind === "word" && !token.text.includes(":"));
    if (!isLabel) throw unexpected(token, `${where}, where a label is expected`);
    take(reader);
    labels.push({ range: token.range, text: token.kind === "text" ? token.value : token.text });
    if (!takeIf(reader, ",") && !isMark(peek(reader), ")")) {
      throw unexpected(peek(reader), `${where}, where \`,\` or \`)\` is expected`);
    }
  }
}
