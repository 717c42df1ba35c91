/** Reads a policy's expression: CEL's grammar from its own parser, then every name, function and pattern is looked at before anything runs. */

import { parse } from "@bufbuild/cel";
import { nearest } from "../../../core/nearest.ts";
import { regexProblem } from "../../schema/plumbline-rules/regex-format.ts";
import { functionWords } from "./evaluate.ts";
import { functions } from "./functions.ts";
import type { Fold, Term } from "./term.ts";

export interface ExpressionProblem {
  readonly message: string;
  readonly advice?: string;
  /** UTF-16 offset in the expression. */
  readonly offset: number;
}

export type ExpressionReading = { readonly term: Term } | { readonly problem: ExpressionProblem };

const mostCharacters = 4_000;
const deepestBrackets = 40;
/** Each level multiplies the work by the length of a list. */
const deepestMacros = 3;

/** Never throws. `names` are those that the expression may use. */
export function readExpression(text: string, names: readonly string[]): ExpressionReading {
  const refusal = refusedUnread(text);
  if (refusal) return { problem: { message: refusal, offset: 0 } };
  try {
    const { expr, sourceInfo } = parse(text);
    const offsetOf = (id: bigint): number => pastDot(text, sourceInfo?.positions[String(id)] ?? 0);
    return { term: readTerm(expr, { names, offsetOf, macros: 0 }) };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem };
    return { problem: syntaxProblem(text, error) };
  }
}

/** The parser points at the dot before a key or a method. */
function pastDot(text: string, offset: number): number {
  return text[offset] === "." ? offset + 1 : offset;
}

/** What the parser is not let loose on. */
function refusedUnread(text: string): string | undefined {
  if (text.length > mostCharacters)
    return `The expression has ${text.length.toLocaleString("en")} characters, and one is read up to ${mostCharacters.toLocaleString("en")}.`;
  if (text.trim() === "") return "The expression is empty.";
  let depth = 0;
  for (const character of text) {
    if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) depth -= 1;
    if (depth > deepestBrackets) return `The expression nests brackets deeper than ${deepestBrackets} levels.`;
  }
  return undefined;
}

/** The parser's own words name the place where it gave up, not always the one that is wrong. */
function syntaxProblem(text: string, error: unknown): ExpressionProblem {
  const offset = offsetIn(error) ?? 0;
  const rest = text.slice(offset, offset + 20).trim();
  const near = rest === "" ? "at its end" : `at \`${rest}\``;
  const slip = usualSlip(text);
  return { message: `The expression does not parse ${near}.`, offset, ...(slip === undefined ? {} : { advice: slip }) };
}

function offsetIn(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("location" in error)) return undefined;
  const { location } = error;
  if (typeof location !== "object" || location === null || !("start" in location)) return undefined;
  const { start } = location;
  if (typeof start !== "object" || start === null || !("offset" in start)) return undefined;
  return typeof start.offset === "number" ? start.offset : undefined;
}

function usualSlip(text: string): string | undefined {
  if (/\s(?:and|or|not)\s/u.test(text)) return "Write `&&`, `||` and `!` for and, or and not.";
  if (/[^=!<>]=[^=]/u.test(text)) return "Compare with `==`.";
  if (text.includes("?.")) return "Ask with `has(…)` first: `?.` is not part of it.";
  return undefined;
}

class Refusal extends Error {
  readonly problem: ExpressionProblem;
  constructor(message: string, offset: number, advice?: string) {
    super(message);
    this.problem = { message, offset, ...(advice === undefined ? {} : { advice }) };
  }
}

type Expr = ReturnType<typeof parse>["expr"];
type ExprCase<Case> = Extract<Expr["exprKind"], { case: Case }>["value"];

interface Reading {
  readonly names: readonly string[];
  readonly offsetOf: (id: bigint) => number;
  /** Macros around this place. */
  readonly macros: number;
}

function readTerm(expr: Expr, reading: Reading): Term {
  const offset = reading.offsetOf(expr.id);
  const { exprKind } = expr;
  switch (exprKind.case) {
    case "constExpr":
      return { type: "constant", value: constant(exprKind.value, offset), offset };
    case "identExpr":
      return { type: "name", name: knownName(exprKind.value.name, offset, reading), offset };
    case "selectExpr": {
      const { operand, field, testOnly } = exprKind.value;
      return { type: testOnly ? "has" : "select", operand: readTerm(needed(operand), reading), field, offset };
    }
    case "callExpr":
      return readCall(exprKind.value, offset, reading);
    case "listExpr":
      return { type: "list", items: exprKind.value.elements.map((item) => readTerm(item, reading)), offset };
    case "structExpr":
      return readMapping(exprKind.value, offset, reading);
    case "comprehensionExpr":
      return readFold(exprKind.value, offset, reading);
    default:
      throw new Refusal("The expression has a part that is not known here.", offset);
  }
}

function constant({ constantKind }: ExprCase<"constExpr">, offset: number): string | number | bigint | boolean | null {
  switch (constantKind.case) {
    case "stringValue":
    case "doubleValue":
    case "boolValue":
    case "int64Value":
      return constantKind.value;
    case "nullValue":
      return null;
    default:
      throw new Refusal("Bytes and unsigned numbers are not known here.", offset, "Write a text or a plain number.");
  }
}

function knownName(name: string, offset: number, { names }: Reading): string {
  if (names.includes(name)) return name;
  const close = nearest(name, names);
  const own = names.filter((each) => !each.startsWith("@"));
  const advice = close
    ? `Write \`${close}\` if that is what is meant.`
    : `Use ${own.map((each) => `\`${each}\``).join(", ")}; a key of what is looked at is \`self.${name}\`.`;
  throw new Refusal(`Nothing is called \`${name}\`.`, offset, advice);
}

const macroForms: ReadonlyMap<string, string> = new Map([
  ["has", "has(self.tags)"],
  ["all", "self.rules.all(rule, rule.port != 22)"],
  ["exists", "self.rules.exists(rule, rule.port == 22)"],
  ["exists_one", "self.rules.exists_one(rule, rule.port == 22)"],
  ["filter", "self.rules.filter(rule, rule.port == 22)"],
  ["map", "self.rules.map(rule, rule.port)"],
]);

function readCall(call: ExprCase<"callExpr">, offset: number, reading: Reading): Term {
  const { function: name, target, args } = call;
  const form = macroForms.get(name);
  if (form !== undefined) {
    const isIndexed = name === "has" && args[0]?.exprKind.case === "callExpr";
    const better = isIndexed ? '"cost-center" in self.tags' : form;
    throw new Refusal(`\`${name}\` is not written like this.`, offset, `Write it like \`${better}\`.`);
  }
  const terms = [...(target ? [target] : []), ...args].map((each) => readTerm(each, reading));
  const [first, second, third] = terms;
  if (name === "_&&_" || name === "_||_") return { type: "logic", decides: name === "_||_", terms, offset };
  if (name === "_[_]" && first && second) return { type: "index", operand: first, key: second, offset };
  if (name === "_?_:_" && first && second && third)
    return { type: "choice", condition: first, consequent: second, alternative: third, offset };
  checkCall(name, target !== undefined, terms, offset);
  return { type: "call", name, values: terms, offset };
}

function checkCall(name: string, hasTarget: boolean, terms: readonly Term[], offset: number): void {
  const known = functions.get(name);
  if (!known) {
    const callable = [...functions].filter(([, { form }]) => form !== "operator").map(([each]) => each);
    const close = nearest(name, [...callable, ...macroForms.keys()]);
    const advice = close
      ? `Write \`${close}\` if that is what is meant.`
      : `Use ${[...macroForms.keys(), ...callable].map((each) => `\`${each}\``).join(", ")}.`;
    throw new Refusal(`No function is called ${functionWords(name)}.`, offset, advice);
  }
  if ((known.form === "method" && !hasTarget) || (known.form === "function" && hasTarget)) {
    const advice = hasTarget ? `Write \`${name}(…)\`.` : `Write \`text.${name}(…)\`.`;
    throw new Refusal(`\`${name}\` is not called like this.`, offset, advice);
  }
  if (known.arity !== terms.length) {
    const wanted = known.arity - (hasTarget ? 1 : 0);
    const given = terms.length - (hasTarget ? 1 : 0);
    throw new Refusal(`\`${name}\` takes ${wanted} in its brackets, and ${given} stand there.`, offset);
  }
  if (name === "matches") checkPattern(terms[1], offset);
}

/** A pattern that a document brings along would be its author's to choose. */
function checkPattern(pattern: Term | undefined, offset: number): void {
  if (pattern?.type !== "constant" || typeof pattern.value !== "string") {
    const advice = 'Write it out between quotes: `matches("^[a-z]+$")`.';
    throw new Refusal("The pattern of `matches` is not a text that stands here.", offset, advice);
  }
  const problem = regexProblem(pattern.value);
  if (problem === undefined) return;
  const advice = "Write it in RE2's syntax, which has no lookaround and no back-references.";
  throw new Refusal(
    `The regular expression \`${pattern.value.slice(0, 60)}\` does not compile: ${problem}.`,
    pattern.offset,
    advice,
  );
}

function readMapping({ entries, messageName }: ExprCase<"structExpr">, offset: number, reading: Reading): Term {
  if (messageName !== "") throw new Refusal(`No type is called \`${messageName}\`.`, offset);
  const read = entries.map(({ keyKind, value }) => {
    if (keyKind.case !== "mapKey") throw new Refusal("A key of a mapping is a text between quotes.", offset);
    return { key: readTerm(keyKind.value, reading), value: readTerm(needed(value), reading) };
  });
  return { type: "mapping", entries: read, offset };
}

function readFold(value: ExprCase<"comprehensionExpr">, offset: number, reading: Reading): Fold {
  if (reading.macros >= deepestMacros)
    throw new Refusal(
      `More than ${deepestMacros} macros stand in one another, which may take for ever on a long list.`,
      offset,
      "Ask less at once, or move the outermost into `each:`.",
    );
  const { iterVar, accuVar, iterRange, accuInit, loopCondition, loopStep, result } = value;
  const inside = { ...reading, names: [...reading.names, iterVar, accuVar], macros: reading.macros + 1 };
  return {
    type: "fold",
    range: readTerm(needed(iterRange), reading),
    item: iterVar,
    result: accuVar,
    start: readTerm(needed(accuInit), reading),
    goesOn: readCondition(needed(loopCondition), inside),
    step: readTerm(needed(loopStep), inside),
    outcome: readTerm(needed(result), inside),
    offset,
  };
}

/** The parser's macros go on always, or until something is strictly false. */
function readCondition({ exprKind }: Expr, reading: Reading): Term | undefined {
  const [only] = exprKind.case === "callExpr" ? exprKind.value.args : [];
  return only && readTerm(only, reading);
}

function needed(expr: Expr | undefined): Expr {
  if (!expr) throw new Refusal("The expression lacks a part.", 0);
  return expr;
}
