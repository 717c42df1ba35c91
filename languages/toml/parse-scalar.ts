/** Numbers, booleans, dates and times of TOML: everything that stands without quotes. */

import type { Range } from "../../core/text.ts";
import { type Cursor, fail, shownAt } from "./cursor.ts";
import type { TomlScalar, TomlScalarKind } from "./tree.ts";

/** A word up to whatever can end a value; a date and its time may stand apart by one blank. */
const word = /(?:\d{4}-\d{2}-\d{2} \d{2}:)?[^\s,[\]{}#=]+/uy;

const integer =
  /^(?:[+-]?(?:0|[1-9](?:_?\d)*)|0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*)$/u;
const float = /^[+-]?(?:(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?|inf|nan)$/u;
const dateForm = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:$|[Tt ])/u;
const timeForm =
  /(?:^|[Tt ])(?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?(?<zone>[Zz]|[+-]\d{2}:\d{2})?$/u;

export function parseBareValue(cursor: Cursor): TomlScalar | undefined {
  word.lastIndex = cursor.at;
  const written = word.exec(cursor.text)?.[0];
  if (written === undefined) {
    const { shown, range } = shownAt(cursor.text, cursor.at);
    return fail(cursor, range, `A value is missing where ${shown} stands.`);
  }
  const range: Range = [cursor.at, cursor.at + written.length];
  const scalar = readWord(written, range, cursor.version);
  if (!scalar) return fail(cursor, shortened(range), ...explain(written, cursor.version));
  cursor.at = range[1];
  return scalar;
}

function readWord(written: string, range: Range, version: Cursor["version"]): TomlScalar | undefined {
  const scalar = (kind: TomlScalarKind, value: TomlScalar["value"]): TomlScalar => {
    return { type: "TomlScalar", range, kind, value };
  };
  if (written === "true" || written === "false") return scalar("boolean", written === "true");
  if (integer.test(written)) return scalar("integer", integerValue(written.replaceAll("_", "")));
  if (float.test(written)) return scalar("float", floatValue(written.replaceAll("_", "")));
  const kind = momentKind(written, version);
  return kind && scalar(kind, written);
}

function integerValue(digits: string): number | bigint {
  const isNegative = digits.startsWith("-");
  const value = BigInt(digits.replace(/^[+-]/u, ""));
  const signed = isNegative ? -value : value;
  return Number.isSafeInteger(Number(signed)) ? Number(signed) : signed;
}

function floatValue(digits: string): number {
  if (digits.endsWith("nan")) return NaN;
  if (digits.endsWith("inf")) return digits.startsWith("-") ? -Infinity : Infinity;
  return Number(digits);
}

function momentKind(written: string, version: Cursor["version"]): TomlScalarKind | undefined {
  const day = dateForm.exec(written);
  if (day && !isDay(day.groups ?? {})) return undefined;
  if (day && day[0].length === written.length) return /\d$/u.test(written) ? "local-date" : undefined;
  const timePart = day ? written.slice(day[0].length - 1) : written;
  const clock = timeForm.exec(timePart);
  if (!clock || clock[0].length !== timePart.length || !isTime(clock.groups ?? {}, version)) return undefined;
  const hasZone = clock.groups?.["zone"] !== undefined;
  if (!day) return hasZone || /^[Tt ]/u.test(timePart) ? undefined : "local-time";
  return hasZone ? "offset-date-time" : "local-date-time";
}

type Groups = Readonly<Record<string, string | undefined>>;

function isDay({ year, month, day }: Groups): boolean {
  const [inYear, inMonth, inDay] = [Number(year), Number(month), Number(day)];
  const isLeap = inYear % 4 === 0 && (inYear % 100 !== 0 || inYear % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][inMonth - 1] ?? 0;
  return inDay >= 1 && inDay <= days;
}

function isTime({ hour, minute, second, zone }: Groups, version: Cursor["version"]): boolean {
  if (second === undefined && version === "1.0") return false;
  const [zoneHour = "0", zoneMinute = "0"] = /^[Zz]?$/u.test(zone ?? "") ? [] : (zone ?? "").slice(1).split(":");
  // A minute of 61 seconds exists, and RFC 3339 lets it be written.
  const isClock = Number(hour) < 24 && Number(minute) < 60 && Number(second ?? 0) <= 60;
  return isClock && Number(zoneHour) < 24 && Number(zoneMinute) < 60;
}

function shortened([start, end]: Range): Range {
  return [start, Math.min(end, start + 60)];
}

/** The words of a value that is none: what is wrong, and what to write. */
function explain(written: string, version: Cursor["version"]): [message: string, advice: string] {
  const shown = written.length > 40 ? `${written.slice(0, 40)}…` : written;
  const lower = written.toLowerCase();
  if (["true", "false"].includes(lower))
    return [`\`${shown}\` is no boolean: TOML writes it in small letters.`, `Write \`${lower}\`.`];
  if (["yes", "no", "on", "off"].includes(lower)) {
    const meant = ["yes", "on"].includes(lower) ? "true" : "false";
    return [`\`${shown}\` is no value of TOML.`, `Write \`${meant}\`, or quotes around it.`];
  }
  if (["null", "nil", "none", "~"].includes(lower))
    return [`TOML has no \`${shown}\`: a key without a value is left out.`, "Delete the line."];
  if (/^[+-]?0\d/u.test(written) && /^[+-]?\d[\d_]*$/u.test(written))
    return [
      `\`${shown}\` begins with a zero, and no number of TOML does.`,
      "Delete the zero, or write `0o` before octal digits.",
    ];
  if (dateForm.test(written) || timeForm.test(written))
    return [
      `\`${shown}\` is no date or time that exists${version === "1.0" ? " in TOML 1.0" : ""}.`,
      "Mend it, or put quotes around it.",
    ];
  return [`\`${shown}\` is no value of TOML: a text stands in quotes.`, "Put quotes around it."];
}
