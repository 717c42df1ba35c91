/** Cuts a Go template into its actions, and these into tokens. */

import type { Range } from "../../core/text.ts";

export interface TemplateToken {
  readonly kind: "variable" | "field" | "word" | "literal" | "mark";
  readonly text: string;
  readonly range: Range;
  /** No blank before it: `.x` right behind `$labels` belongs to it. */
  readonly isGlued: boolean;
}

/** One `{{ … }}`. */
export interface TemplateAction {
  readonly range: Range;
  readonly tokens: readonly TemplateToken[];
}

export interface TemplateFault {
  readonly message: string;
  readonly advice?: string;
  readonly range: Range;
}

export type ScannedTemplate = { readonly actions: readonly TemplateAction[] } | { readonly fault: TemplateFault };

const forms: readonly (readonly [TemplateToken["kind"], RegExp])[] = [
  ["literal", /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'/y],
  ["variable", /\$\w*/y],
  ["literal", /[+-]?(?:0[xX][\da-fA-F_]+|\d[\d_]*\.?\d*(?:[eE][+-]?\d+)?|\.\d+)/y],
  ["field", /\.(?:[\p{L}_][\p{L}\p{N}_]*)?/uy],
  ["word", /[\p{L}_][\p{L}\p{N}_]*/uy],
  ["mark", /:=|[|(),=]/y],
];

export function scanTemplate(text: string): ScannedTemplate {
  const actions: TemplateAction[] = [];
  let at = text.indexOf("{{");
  while (at !== -1) {
    const action = scanAction(text, at);
    if ("message" in action) return { fault: action };
    actions.push(action);
    at = text.indexOf("{{", action.range[1]);
  }
  return { actions };
}

function scanAction(text: string, start: number): TemplateAction | TemplateFault {
  let at = start + 2;
  if (/^-\s/u.test(text.slice(at, at + 2))) at += 2;
  if (text.startsWith("/*", at)) {
    const end = text.indexOf("*/", at);
    const close = end === -1 ? -1 : text.indexOf("}}", end);
    return close === -1 ? unclosed(text, start) : { range: [start, close + 2], tokens: [] };
  }
  const tokens: TemplateToken[] = [];
  let isGlued = false;
  for (;;) {
    const close = /^(?:\s+-)?\}\}/u.exec(text.slice(at, at + 100));
    if (close) return { range: [start, at + close[0].length], tokens };
    const character = text[at];
    if (character === undefined || text.startsWith("{{", at)) return unclosed(text, start);
    if (/\s/u.test(character)) {
      isGlued = false;
      at += 1;
      continue;
    }
    const token = scanToken(text, at, isGlued);
    if (!token) return strange(text, at, start);
    tokens.push(token);
    isGlued = true;
    at = token.range[1];
  }
}

function scanToken(text: string, at: number, isGlued: boolean): TemplateToken | undefined {
  for (const [kind, form] of forms) {
    form.lastIndex = at;
    const match = form.exec(text);
    if (match) return { kind, text: match[0], range: [at, form.lastIndex], isGlued };
  }
  return undefined;
}

function unclosed(text: string, start: number): TemplateFault {
  const end = text.indexOf("\n", start);
  return {
    message: "`{{` is never closed",
    advice: "Add the `}}` that belongs to it.",
    range: [start, end === -1 ? text.length : end],
  };
}

function strange(text: string, at: number, start: number): TemplateFault {
  if (text[at] === "}") {
    return { message: "`{{` is closed by a single `}`", advice: "Write `}}`.", range: [start, at + 1] };
  }
  const shown = String.fromCodePoint(text.codePointAt(at) ?? 0xfffd);
  if (shown === '"' || shown === "'" || shown === "`") {
    return { message: "a text within `{{ … }}` has no closing quote", range: [at, at + 1] };
  }
  return { message: `\`${shown}\` means nothing within \`{{ … }}\``, range: [at, at + shown.length] };
}
