/** The templates of labels and annotations: Go templates with Prometheus' own functions and variables. */

import { nearest } from "../../core/nearest.ts";
import type { Range } from "../../core/text.ts";
import { scanTemplate, type TemplateAction, type TemplateFault, type TemplateToken } from "./template-scan.ts";

export interface Template {
  /** What the server would refuse; the first mistake only. */
  readonly fault?: TemplateFault;
  /** What it reads of the alert, up to the mistake. */
  readonly uses: readonly TemplateUse[];
}

export interface TemplateUse {
  readonly kind: "label" | "labels" | "value";
  /** Of a label: its name. */
  readonly name: string;
  readonly range: Range;
}

const functions: ReadonlySet<string> = new Set(
  `and or not len index slice print printf println html js urlquery call eq ne lt le gt ge true false nil
  query first label value strvalue args reReplaceAll safeHtml match title toUpper toLower graphLink tableLink sortByLabel
  stripPort stripDomain humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp toTime toDuration now
  pathPrefix externalURL parseDuration tmpl urlQueryEscape`.split(/\s+/u),
);

/** Of servers that read the same files: vmalert, Loki, Grafana's. */
const relatives: ReadonlySet<string> = new Set(
  `crlfEscape jsonEscape quotesEscape pathEscape queryEscape htmlEscape formatTime parseDurationTime stripPort
  default quote replace trim split join contains hasPrefix hasSuffix env add sub mul div mod round floor ceil
  lower upper trimSuffix trimPrefix regexReplaceAll`.split(/\s+/u),
);

interface Scope {
  readonly variables: readonly string[];
  /** `.` is the alert, not an item of `range` or the value of `with`. */
  readonly isRoot: boolean;
}

interface Block extends Scope {
  readonly opening: TemplateToken;
  readonly outer: Scope;
}

interface Reading {
  scope: Scope;
  readonly blocks: Block[];
  readonly uses: TemplateUse[];
}

class TemplateError extends Error {
  readonly fault: TemplateFault;

  constructor(fault: TemplateFault) {
    super(fault.message);
    this.name = "TemplateError";
    this.fault = fault;
  }
}

const given = ["$", "$labels", "$value", "$externalLabels", "$externalURL"];

/** Never throws. Ranges are offsets into `text`. */
export function readTemplate(text: string): Template {
  if (!text.includes("{{")) return { uses: [] };
  const scanned = scanTemplate(text);
  if ("fault" in scanned) return { uses: [], fault: scanned.fault };
  const reading: Reading = { scope: { variables: given, isRoot: true }, blocks: [], uses: [] };
  try {
    for (const action of scanned.actions) readAction(action, reading);
    const open = reading.blocks.at(-1);
    if (open) throw fault(`\`${open.opening.text}\` has no \`end\``, open.opening.range, "Add `{{ end }}`.");
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { uses: reading.uses, fault: error.fault };
  }
  return { uses: reading.uses };
}

function readAction({ tokens, range }: TemplateAction, reading: Reading): void {
  const [first, ...rest] = tokens;
  if (!first) return;
  if (first.kind !== "word") return void readPipeline(tokens, reading);
  switch (first.text) {
    case "if":
    case "range":
    case "with":
    case "block":
      return openBlock(first, first.text === "block" ? rest.slice(1) : rest, reading);
    case "define":
      reading.blocks.push({ opening: first, outer: reading.scope, ...reading.scope });
      reading.scope = { variables: ["$"], isRoot: false };
      return;
    case "else":
      return readElse(first, rest, reading);
    case "end": {
      const block = reading.blocks.pop();
      if (!block) throw fault("`end` closes nothing", first.range, "Take it away, or open a block before it.");
      reading.scope = block.outer;
      return;
    }
    case "template":
      if (rest.length > 1) readPipeline(rest.slice(1), reading);
      return;
    case "break":
    case "continue":
      if (reading.blocks.some(({ opening }) => opening.text === "range")) return;
      throw fault(`\`${first.text}\` stands outside of \`range\``, range);
    default:
      readPipeline(tokens, reading);
  }
}

function openBlock(opening: TemplateToken, condition: readonly TemplateToken[], reading: Reading): void {
  const outer = reading.scope;
  if (condition.length === 0) throw fault(`\`${opening.text}\` has nothing to decide on`, opening.range);
  const declared = readPipeline(condition, reading);
  const isRoot = opening.text === "if" && outer.isRoot;
  reading.scope = { variables: [...outer.variables, ...declared], isRoot };
  reading.blocks.push({ opening, outer, ...reading.scope });
}

function readElse(word: TemplateToken, rest: readonly TemplateToken[], reading: Reading): void {
  const block = reading.blocks.at(-1);
  if (!block) throw fault("`else` stands outside of `if`, `range` and `with`", word.range);
  reading.scope = { variables: block.variables, isRoot: block.outer.isRoot };
  const [next, ...condition] = rest;
  if (next?.text === "if" || next?.text === "with") readPipeline(condition, reading);
}

/** Gives the variables that it declares. */
function readPipeline(tokens: readonly TemplateToken[], reading: Reading): readonly string[] {
  const { declared, rest } = declarations(tokens);
  if (rest.length === 0) throw fault("a value is missing", tokens.at(-1)?.range ?? [0, 0]);
  readCommands(rest, reading);
  const isDeclaration = tokens.some((token) => token.text === ":=");
  if (!isDeclaration) return [];
  reading.scope = { ...reading.scope, variables: [...reading.scope.variables, ...declared] };
  return declared;
}

function declarations(tokens: readonly TemplateToken[]): {
  readonly declared: readonly string[];
  readonly rest: readonly TemplateToken[];
} {
  const sign = tokens.findIndex(({ text, kind }) => kind === "mark" && (text === ":=" || text === "="));
  if (sign === -1) return { declared: [], rest: tokens };
  const declared = tokens.slice(0, sign).flatMap(({ kind, text }) => (kind === "variable" ? [text] : []));
  return { declared, rest: tokens.slice(sign + 1) };
}

function readCommands(tokens: readonly TemplateToken[], reading: Reading): void {
  const open: TemplateToken[] = [];
  let isStart = true;
  for (const [index, token] of tokens.entries()) {
    if (token.text === "|" && token.kind === "mark") {
      if (isStart) throw fault("a value is missing before `|`", token.range);
      isStart = true;
      continue;
    }
    isStart = false;
    if (token.kind === "mark") readBracket(token, open);
    else readOperand(tokens, index, reading);
  }
  const last = tokens.at(-1);
  if (isStart && last) throw fault("a value is missing behind `|`", last.range);
  const unclosed = open.at(-1);
  if (unclosed) throw fault("`(` is never closed", unclosed.range, "Add the `)` that belongs to it.");
}

function readBracket(token: TemplateToken, open: TemplateToken[]): void {
  if (token.text === "(") open.push(token);
  else if (token.text === ")") {
    if (!open.pop()) throw fault("`)` closes nothing", token.range);
  } else throw fault(`\`${token.text}\` stands where a value is expected`, token.range);
}

function readOperand(tokens: readonly TemplateToken[], index: number, reading: Reading): void {
  const token = tokens[index];
  if (!token) return;
  const next = tokens[index + 1];
  const field = next?.kind === "field" && next.isGlued ? next : undefined;
  if (token.kind === "word") return readFunction(token);
  if (token.kind === "variable") {
    if (!reading.scope.variables.includes(token.text)) throw undefinedVariable(token, reading.scope);
    if (token.text === "$labels") useLabels(token, field, tokens, index, reading);
    if (token.text === "$value") reading.uses.push({ kind: "value", name: "", range: token.range });
    return;
  }
  if (token.kind === "field" && isOfAlert(token, tokens[index - 1], reading.scope)) {
    if (token.text === ".Labels") useLabels(token, field, tokens, index, reading);
    if (token.text === ".Value") reading.uses.push({ kind: "value", name: "", range: token.range });
  }
}

/** `.Labels` and `$.Labels`, not `$x.Labels` or the `.Labels` of what a loop goes over. */
function isOfAlert(field: TemplateToken, before: TemplateToken | undefined, { isRoot }: Scope): boolean {
  if (!field.isGlued || !before || before.kind === "mark") return isRoot;
  return before.kind === "variable" && before.text === "$";
}

function readFunction({ text, range }: TemplateToken): void {
  if (functions.has(text) || relatives.has(text)) return;
  const near = nearest(text, functions);
  throw fault(
    `\`${text}\` is no function of Prometheus' templates`,
    range,
    near === undefined
      ? "Put texts in quotes, and write `$labels.NAME` for a label."
      : `Write \`${near}\`, if that is meant.`,
  );
}

/** `$labels.job`, `index $labels "job"`, or all of them. */
function useLabels(
  token: TemplateToken,
  field: TemplateToken | undefined,
  tokens: readonly TemplateToken[],
  index: number,
  { uses }: Reading,
): void {
  if (field) {
    uses.push({ kind: "label", name: field.text.slice(1), range: [token.range[0], field.range[1]] });
    return;
  }
  const key = tokens[index - 1]?.text === "index" ? tokens[index + 1] : undefined;
  const name = key?.kind === "literal" ? /^["`]([^"`\\]*)["`]$/u.exec(key.text)?.[1] : undefined;
  if (key && name !== undefined) uses.push({ kind: "label", name, range: [token.range[0], key.range[1]] });
  else uses.push({ kind: "labels", name: "", range: token.range });
}

function undefinedVariable({ text, range }: TemplateToken, { variables }: Scope): TemplateError {
  const near = nearest(text, variables);
  return fault(
    `\`${text}\` is not defined`,
    range,
    near === undefined ? undefined : `Write \`${near}\`, if that is meant.`,
  );
}

function fault(message: string, range: Range, advice?: string): TemplateError {
  return new TemplateError({ message, range, ...(advice !== undefined && { advice }) });
}
