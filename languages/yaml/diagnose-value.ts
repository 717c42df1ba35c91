/** Mistakes inside one YAML value, in our words: quotes, brackets, escapes, characters that cannot start a value, templates. */

import { asQuoted, partsOf, quote, sourceLine, type Diagnosis, type SourceLine, type Stumble } from "./diagnosis.ts";

export function diagnoseCharacter(stumble: Stumble): Diagnosis | undefined {
  if (!/^(?:null byte|the stream contains non-printable|expected valid JSON)/u.test(stumble.reason)) return undefined;
  const range = [stumble.offset, stumble.offset + 1] as const;
  const code = stumble.text.charCodeAt(stumble.offset).toString(16).toUpperCase().padStart(4, "0");
  return valueDiagnosis(range, {
    message: `Line ${stumble.line.number} holds the character U+${code}, which YAML does not allow.`,
    advice: `Delete it, or write it as the escape \`\\u${code}\` in double quotes.`,
    range,
  });
}

/** `{{ name }}` where a value starts: YAML reads a mapping in a mapping. */
export function diagnoseTemplate(stumble: Stumble): Diagnosis | undefined {
  const { line } = stumble;
  const { value, valueStart } = partsOf(line);
  const range = [valueStart, valueStart + value.length] as const;
  if (/^\{(?:%|\{[-#~]|\{\s*(?:if|end|range|with|define|include|template)\b)/u.test(line.text.trim())) {
    return valueDiagnosis(line.range, {
      message: `${quote(line.text)} is a template statement, not YAML.`,
      advice: "Keep templates in a `templates/` folder or give the file a template suffix such as `.j2`.",
      range: [line.contentStart, line.range[1]],
    });
  }
  if (!value.startsWith("{{")) return undefined;
  return valueDiagnosis([valueStart, line.range[1]], {
    message: `${quote(value)} starts with a template expression, and YAML reads its braces as a mapping.`,
    advice: `Put the whole value in quotes: ${quote(asQuoted(value))}.`,
    range,
  });
}

export function diagnoseEscape(stumble: Stumble): Diagnosis | undefined {
  if (!/^(?:unknown escape|expected hexadecimal)/u.test(stumble.reason)) return undefined;
  const backslash = stumble.text.lastIndexOf("\\", stumble.offset - 1);
  if (backslash < stumble.line.range[0]) return undefined;
  const range = [backslash, Math.min(stumble.offset + 1, stumble.line.range[1])] as const;
  const escape = stumble.text.slice(range[0], range[1]);
  return valueDiagnosis([backslash, backslash + 1], {
    message: `${quote(escape)} is no escape that double quotes know.`,
    advice: `Double the backslash (${quote(`\\${escape}`)}), or use single quotes.`,
    range,
  });
}

/** A quote or bracket that never closes: found on its own line, above the place where the parser noticed. */
export function diagnoseUnclosed(stumble: Stumble): Diagnosis | undefined {
  if (!/^(?:deficient indentation|unexpected end|missed comma|expected the node)/u.test(stumble.reason))
    return undefined;
  const noticed = stumble.line;
  const isMissedComma = /^(?:missed|expected)/u.test(stumble.reason);
  for (let number = noticed.number; number >= 1 && noticed.number - number < 2_000; number -= 1) {
    if (isMissedComma && number === noticed.number) continue;
    const line = sourceLine(stumble.text, stumble.lines, number);
    const open = openAtEnd(line);
    if (open === undefined) continue;
    if (isMissedComma && !/^\s*(?:- )?[\w.-]+:\s/u.test(noticed.text)) return undefined;
    return unclosed(stumble, line, open);
  }
  return undefined;
}

function unclosed(stumble: Stumble, line: SourceLine, open: number): Diagnosis {
  const mark = stumble.text[open] ?? "";
  const isQuote = mark === '"' || mark === "'";
  const closing = mark === "[" ? "]" : mark === "{" ? "}" : mark;
  const noticed =
    stumble.line.number > line.number ? Math.max(line.range[1], stumble.line.range[0] - 1) : line.range[1];
  return valueDiagnosis([open, isQuote ? line.range[1] : noticed], {
    message: isQuote
      ? `The quote ${quote(mark)} that opens on line ${line.number} is never closed, so everything below belongs to it.`
      : `The bracket ${quote(mark)} that opens on line ${line.number} is never closed.`,
    advice: isQuote ? `Close it with ${quote(mark)} where the value ends.` : `Close it with ${quote(closing)}.`,
    range: [open, isQuote ? line.range[1] : open + 1],
  });
}

/** Offset of the quote, or of the outermost bracket, that is open where the line ends. */
function openAtEnd(line: SourceLine): number | undefined {
  const { value, valueStart } = partsOf(line);
  // Only a value that begins with a quote or bracket can leave one open; elsewhere they are part of a plain text.
  if (!/^["'[{]/u.test(value)) return undefined;
  const brackets: number[] = [];
  for (let index = 0; index < value.length; index += 1) {
    const character = value[index];
    const beginsToken = index === 0 || (brackets.length > 0 && /[\s,[{:]/u.test(value[index - 1] ?? ""));
    if (character === "]" || character === "}") brackets.pop();
    else if (!beginsToken) continue;
    else if (character === "[" || character === "{") brackets.push(valueStart + index);
    else if (character === '"' || character === "'") {
      const closing = endOfQuote(value, index);
      if (closing === undefined) return valueStart + index;
      index = closing;
    }
  }
  return brackets[0];
}

/** Index of the closing quote of the quoted scalar that begins at `start`. */
function endOfQuote(text: string, start: number): number | undefined {
  const mark = text[start];
  for (let index = start + 1; index < text.length; index += 1) {
    if (mark === '"' && text[index] === "\\") index += 1;
    else if (text[index] === mark) {
      if (mark === "'" && text[index + 1] === "'") index += 1;
      else return index;
    }
  }
  return undefined;
}

/** `'it's'`, `"a" b`: more text after a closing quote. */
export function diagnoseAfterQuote(stumble: Stumble): Diagnosis | undefined {
  const { value, valueStart } = partsOf(stumble.line);
  if (value[0] !== '"' && value[0] !== "'") return undefined;
  const closing = endOfQuote(value, 0);
  if (closing === undefined) return undefined;
  const rest = value.slice(closing + 1).trim();
  if (rest === "" || stumble.offset < valueStart + closing) return undefined;
  const start = valueStart + value.indexOf(rest, closing + 1);
  return valueDiagnosis([start, stumble.line.range[1]], {
    message: `${quote(rest)} follows the closing quote of ${quote(value.slice(0, closing + 1))}, where the value has ended.`,
    advice:
      value[0] === "'"
        ? "Double a quote that belongs to the text (`''`), or put the whole value in double quotes."
        : 'Write a quote that belongs to the text as `\\"`, or put the whole value in quotes.',
    range: [start, start + rest.length],
  });
}

export function diagnoseFlow(stumble: Stumble): Diagnosis | undefined {
  const { line, offset, text } = stumble;
  const character = text[offset];
  const { valueStart } = partsOf(line);
  if (character === "]" || character === "}") {
    return valueDiagnosis([Math.min(valueStart, offset), line.range[1]], {
      message: `${quote(character)} closes a bracket that was not opened.`,
      advice: "Delete it, or match it with the bracket that opens the list or mapping.",
      range: [offset, offset + 1],
    });
  }
  if (stumble.reason.startsWith("missed comma")) {
    const token = text.slice(offset, line.range[1]).split(/[\s,\]}]/u, 1)[0] ?? "";
    const isBlank = text[offset - 1] === " " || text[offset - 1] === "\n";
    const mask = isBlank && text[offset - 1] === " " ? ([offset - 1, offset] as const) : undefined;
    return {
      ...valueDiagnosis(line.range, {
        message: `No comma stands before ${quote(token)}, so the list or mapping in brackets breaks off.`,
        advice: "Put a comma between the two entries.",
        range: [offset, offset + Math.max(1, token.length)],
      }),
      ...(mask && { mask: { range: mask, text: "," } }),
    };
  }
  if (character === ",") {
    return valueDiagnosis([offset, offset + 1], {
      message: "Nothing stands before this comma.",
      advice: "Delete the comma, or write the missing entry.",
      range: [offset, offset + 1],
    });
  }
  return undefined;
}

export function diagnoseBlockHeader(stumble: Stumble): Diagnosis | undefined {
  const { value, valueStart } = partsOf(stumble.line);
  const header = /^[|>][-+\d]*/u.exec(value)?.[0];
  if (header === undefined || value.length === header.length) return undefined;
  const rest = value.slice(header.length).trim();
  const start = valueStart + value.lastIndexOf(rest);
  return valueDiagnosis([start, stumble.line.range[1]], {
    message: `${quote(rest)} stands on the line of ${quote(header)}; a block of text begins on the line below it.`,
    advice: `Move ${quote(rest)} to a line of its own, indented.`,
    range: [start, start + rest.length],
  });
}

/** `@name`, `` `command` ``, `%d`, `*.example.com`: characters that YAML keeps for itself. */
export function diagnoseReservedStart(stumble: Stumble): Diagnosis | undefined {
  const { value, valueStart, key } = partsOf(stumble.line);
  const first = value[0];
  if (first === undefined || !"@`%*!&".includes(first)) return undefined;
  if ("*!&".includes(first) && stumble.reason.startsWith("bad indentation")) return undefined;
  const meaning: Readonly<Record<string, string>> = {
    "*": "YAML reads it as the name of an anchor",
    "&": "YAML reads it as an anchor",
    "!": "YAML reads it as a tag",
    "%": "YAML reads it as a directive",
  };
  const owner = key ? `The value of ${quote(key.text)}` : "A value";
  return valueDiagnosis([valueStart, stumble.line.range[1]], {
    message: `${owner} starts with ${quote(first)}; ${meaning[first] ?? "YAML keeps that character for itself"}.`,
    advice: `Put the value in quotes: ${quote(asQuoted(value))}.`,
    range: [valueStart, valueStart + value.length],
  });
}

/** `message: Error: not found`: a second colon makes a mapping inside a line. */
export function diagnoseSecondColon(stumble: Stumble): Diagnosis | undefined {
  const { key, value, valueStart } = partsOf(stumble.line);
  if (!key || value === "" || stumble.offset < valueStart) return undefined;
  const range = [valueStart, valueStart + value.length] as const;
  const mask = [valueStart, stumble.line.range[1]] as const;
  if (/^-(?:\s|$)/u.test(value)) {
    return valueDiagnosis(mask, {
      message: `The list of ${quote(key.text)} begins on the line of its key.`,
      advice: `Put ${quote(value)} on a line of its own.`,
      range,
    });
  }
  if (!/^[^"'[{|>].*?:(?:\s|$)/u.test(value) && !/^[^"'[{|>]:(?:\s|$)/u.test(value)) return undefined;
  return valueDiagnosis(mask, {
    message: `The value of ${quote(key.text)} holds another colon followed by a blank, so YAML sees a mapping inside the line.`,
    advice: `Put the value in quotes: ${quote(asQuoted(value))}.`,
    range,
  });
}

function valueDiagnosis(mask: readonly [number, number], problem: Diagnosis["problem"]): Diagnosis {
  return { problem, mask: { range: mask }, structural: false };
}
