/** A commit message in its parts: subject, body, trailers, as git reads them. */

export interface MessageParts {
  readonly subject: string;
  /** Lines below the subject, trailers left out. */
  readonly body: readonly string[];
  readonly trailers: readonly Trailer[];
}

export interface Trailer {
  /** As written: `Signed-off-by`. */
  readonly token: string;
  readonly value: string;
}

const longestMessage = 64 * 1024;
const trailerLine = /^([A-Za-z][A-Za-z0-9-]{0,60})(?:: | #)(.*)$/;

export function partsOf(message: string): MessageParts {
  const [subject = "", ...rest] = message.slice(0, longestMessage).trimEnd().split(/\r?\n/);
  const start = trailersStart(rest);
  const trailers = rest.slice(start).flatMap((line): readonly Trailer[] => {
    const [, token, value = ""] = trailerLine.exec(line) ?? [];
    return token === undefined ? [] : [{ token, value: value.trim() }];
  });
  return { subject: subject.trim(), body: rest.slice(0, start), trailers };
}

/** The last paragraph is trailers where every line is one, or goes on with the one above. */
function trailersStart(lines: readonly string[]): number {
  const start = lines.findLastIndex((line) => line.trim() === "") + 1;
  const last = lines.slice(start);
  const areTrailers =
    last.length > 0 && last.every((line, index) => trailerLine.test(line) || (index > 0 && /^\s/.test(line)));
  return areTrailers && start > 0 ? start : lines.length;
}

/** Lines that are longer than asked, numbered as in the message (the subject is line 1). Addresses, code, quotes and tables are not wrapped. */
export function longLines(
  message: string,
  limit: number,
): readonly { readonly number: number; readonly length: number }[] {
  const { body } = partsOf(message);
  let isCode = false;
  return body.flatMap((line, index) => {
    if (/^\s*(?:```|~~~)/.test(line)) isCode = !isCode;
    const length = [...line].length;
    if (length <= limit || isCode || /^(?: {4}|\t|\s*[>|])|https?:\/\//.test(line)) return [];
    // One long word cannot be wrapped.
    return /\S\s+\S/.test(line) ? [{ number: index + 2, length }] : [];
  });
}
