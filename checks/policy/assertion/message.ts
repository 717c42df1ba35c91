/** A policy's message about their line: `{image}` in it is what stands there. */

import { unknownValue } from "../../../languages/data.ts";
import { reach, readKeyPath } from "./key-path.ts";
import type { Subject } from "./subjects.ts";

const longestValue = 80;

/** Places of values: `{metadata.name}`, `{key}`; whatever cannot be told in a few words is left out. */
export function messageFor(message: string, subject: Subject): string {
  return message.replaceAll(/\{([\w$./[\]"*-]{1,200})\}/gu, (place, path: string) => {
    const value = path === "key" && subject.key !== undefined ? subject.key : valueAt(path, subject);
    return value === undefined ? place : `\`${shown(value)}\``;
  });
}

function valueAt(path: string, subject: Subject): unknown {
  if (path === "self") return subject.value;
  if (path.startsWith("labels[")) return subject.labels[Number(path.slice("labels[".length, -1))];
  const steps = readKeyPath(path.replace(/^self\./u, ""));
  return steps && reach(subject, steps)[0]?.value;
}

function shown(value: unknown): string {
  if (value === unknownValue || (typeof value === "object" && value !== null)) return "…";
  const text = String(value).replaceAll(/[`\s]+/gu, " ");
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
