/** Parses the labels of a block: quoted strings without sequences, or bare names, up to the opening brace. */

import { describe, fail, failAt, peek, take, textOf, words, type Cursor } from "./cursor.ts";
import { unescapeQuoted } from "./escape.ts";
import { endsLine, type Token } from "./token.ts";
import type { HclLabel, HclName } from "./tree.ts";

/** Leaves the cursor at the `{`. */
export function parseLabels(cursor: Cursor, blockType: HclName): readonly HclLabel[] {
  const labels: HclLabel[] = [];
  for (let token = peek(cursor); token.kind !== "{"; token = peek(cursor)) {
    if (token.kind === "open-quote") labels.push(parseQuotedLabel(cursor));
    else if (token.kind === "identifier") {
      take(cursor);
      labels.push({ type: "HclLabel", value: textOf(cursor, token), quoted: false, range: [token.start, token.end] });
    } else failInHeader(cursor, blockType, token);
  }
  return labels;
}

function parseQuotedLabel(cursor: Cursor): HclLabel {
  const opening = take(cursor);
  let value = "";
  for (let token = take(cursor); ; token = take(cursor)) {
    if (token.kind === "quoted-text") value += unescapeQuoted(cursor, token);
    else if (token.kind === "close-quote") {
      return { type: "HclLabel", value, quoted: true, range: [opening.start, token.end] };
    } else if (token.kind === "open-interpolation" || token.kind === "open-directive") {
      fail(cursor, token, {
        message: `A label is plain text: ${words(textOf(cursor, token))} cannot stand in it.`,
        advice: "Write the label out; for a literal sign double it, as in `$${`.",
      });
    } else failAtOpenLabel(cursor, opening, token);
  }
}

function failAtOpenLabel(cursor: Cursor, opening: Token, token: Token): never {
  const label = cursor.text.slice(opening.start, token.start);
  failAt(cursor, [opening.start, token.start], {
    message: `The label ${words(label)} has no closing quote on its line.`,
    advice: 'Write the missing `"`.',
  });
}

function failInHeader(cursor: Cursor, { range, name }: HclName, token: Token): never {
  const header = words(cursor.text.slice(range[0], token.start));
  if (token.kind === "=") {
    fail(cursor, token, {
      message: `${header} reads like a block, but \`=\` follows, which sets an argument.`,
      advice: `Write \`${name} = …\` for an argument, or delete the \`=\` for a block.`,
    });
  }
  if (endsLine(token.kind)) {
    fail(cursor, token, {
      message: `The block ${header} has no \`{\` on its line.`,
      advice: "Open its body on the line of its labels.",
    });
  }
  fail(cursor, token, {
    message: `In the block ${header} comes ${describe(cursor, token)} where a label or \`{\` belongs.`,
    advice: "Put labels in double quotes and open the body with `{`.",
  });
}
