/** Parses the way down from a value: `.name`, `[key]`, `.0`, `.*`, `[*]`. */

import { describe, fail, peek, take, takeIf, textOf, withNewlines, type Cursor } from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";
import type { Token, TokenKind } from "./token.ts";
import type { HclExpression, HclStep } from "./tree.ts";

/** The value itself where no step follows it. */
export function parseSteps(cursor: Cursor, source: HclExpression): HclExpression {
  const { kind } = peek(cursor);
  if (kind !== "." && kind !== "[") return source;
  const steps: HclStep[] = [];
  for (let next: TokenKind = kind; next === "." || next === "["; next = peek(cursor).kind) {
    steps.push(next === "." ? parseDot(cursor, steps) : withNewlines(cursor, false, () => parseIndex(cursor)));
  }
  const range = [source.range[0], steps.at(-1)?.range[1] ?? source.range[1]] as const;
  if (source.type === "HclTraversal") return { type: "HclTraversal", range, root: source.root, steps };
  return { type: "HclAccess", range, source, steps };
}

function parseDot(cursor: Cursor, before: readonly HclStep[]): HclStep {
  const dot = take(cursor);
  const token = take(cursor);
  const range = [dot.start, token.end] as const;
  switch (token.kind) {
    case "identifier": {
      const name = { type: "HclName", name: textOf(cursor, token), range: [token.start, token.end] } as const;
      return { type: "HclAttributeStep", range, name };
    }
    case "number":
      return { type: "HclIndexStep", range, key: parseLegacyIndex(cursor, token), legacy: true };
    case "*":
      if (isBehindSplat(before)) failAtNestedSplat(cursor, token);
      return { type: "HclSplatStep", range, style: "attribute" };
    default:
      return fail(cursor, token, {
        message: `After the dot a name belongs, but ${describe(cursor, token)} follows.`,
        advice: "Write the name of the attribute, or delete the dot.",
      });
  }
}

function parseLegacyIndex(cursor: Cursor, token: Token): HclExpression {
  const raw = textOf(cursor, token);
  if (raw.includes(".")) {
    fail(cursor, token, {
      message: `\`.${raw}\` reads as one number, not as two indexes.`,
      advice: `Write \`[${raw.replaceAll(".", "][")}]\`.`,
    });
  }
  return { type: "HclLiteral", range: [token.start, token.end], value: Number(raw), raw };
}

/** An index ends the reach of an attribute splat. */
function isBehindSplat(steps: readonly HclStep[]): boolean {
  const last = steps.findLast((step) => step.type === "HclSplatStep" || (step.type === "HclIndexStep" && !step.legacy));
  return last?.type === "HclSplatStep" && last.style === "attribute";
}

function failAtNestedSplat(cursor: Cursor, token: Token): never {
  fail(cursor, token, {
    message: "A `.*` cannot stand behind another one.",
    advice: "Write `[*]` for both, which can be nested.",
  });
}

function parseIndex(cursor: Cursor): HclStep {
  const opening = take(cursor);
  if (peek(cursor).kind === "*") {
    take(cursor);
    const end = expectBracket(cursor, "`[*`");
    return { type: "HclSplatStep", range: [opening.start, end], style: "full" };
  }
  const key = parseExpression(cursor);
  const end = expectBracket(cursor, "the index");
  return { type: "HclIndexStep", range: [opening.start, end], key, legacy: false };
}

function expectBracket(cursor: Cursor, what: string): number {
  const closing = takeIf(cursor, "]");
  if (closing) return closing.end;
  const next = peek(cursor);
  return fail(cursor, next, {
    message: `Behind ${what} belongs \`]\`, but ${describe(cursor, next)} follows.`,
    advice: "Write the missing `]`.",
  });
}
