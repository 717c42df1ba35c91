/** The text that a quoted constant of a Go template stands for. */

const escapes: ReadonlyMap<string, string> = new Map([
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/** `written` with its quotes, double or back. */
export function textOfString(written: string): string {
  const inner = written.slice(1, -1);
  if (written.startsWith("`") || !inner.includes("\\")) return inner;
  return inner.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|([^]))/gu,
    (_, byte?: string, short?: string, long?: string, octal?: string, letter?: string) => {
      const digits = byte ?? short ?? long;
      if (digits !== undefined) return characterOf(Number.parseInt(digits, 16));
      if (octal !== undefined) return characterOf(Number.parseInt(octal, 8));
      return escapes.get(letter ?? "") ?? letter ?? "";
    },
  );
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}
