/** What a place in a file of the Prometheus family may hold, as functions that look and tell: small ones, put together into large ones. */

import { nearest } from "../../../core/nearest.ts";
import type { Range } from "../../../core/text.ts";
import { unknownValue } from "../../../languages/data.ts";
import { isMapping, type Section } from "../../../languages/kubernetes/section.ts";
import { parseDuration } from "../../../languages/promql/duration.ts";
import { patternProblem } from "../../../languages/promql/patterns.ts";

export type Tell = (place: Range, message: string, advice?: string) => void;

/** Looks at a value that is set and known. */
export type Shape = (section: Section, tell: Tell) => void;

/** Nothing is told of what is not set, or not known. */
export function look(shape: Shape, section: Section, tell: Tell): void {
  if (section.value === undefined || section.value === unknownValue) return;
  shape(section, tell);
}

export interface MappingOptions {
  /** Keys that have to be set. */
  readonly required?: readonly string[];
  /** Whatever goes beyond single keys. */
  readonly also?: Shape;
  /** Keys of which one at most is set. */
  readonly exclusive?: readonly (readonly string[])[];
}

/** `what` is how a message calls it: "a scrape configuration". */
export function mapping(what: string, fields: Readonly<Record<string, Shape>>, options: MappingOptions = {}): Shape {
  const known = new Map(Object.entries(fields));
  return (section, tell) => {
    if (!isMapping(section.value))
      return tell(section.place(), `${sentence(what)} is a mapping, and here is ${shown(section)}.`);
    for (const [key, child] of section.entries()) {
      const shape = known.get(key);
      if (shape) look(shape, child, tell);
      else tell(child.place(), `\`${key}\` is no key of ${what}.`, meant(key, known.keys()));
    }
    for (const key of options.required ?? []) {
      const child = section.at(key);
      if (lacks(child)) tell(child.place(), `${sentence(what)} has no \`${key}\`.`, `Set \`${key}\`.`);
    }
    for (const keys of options.exclusive ?? []) atMostOne(keys, what, section, tell);
    options.also?.(section, tell);
  };
}

export function atMostOne(keys: readonly string[], what: string, section: Section, tell: Tell): void {
  const [first, second] = keys.filter((key) => isSet(section.at(key)));
  if (first === undefined || second === undefined) return;
  tell(
    section.at(second).place(),
    `${sentence(what)} sets \`${first}\` and \`${second}\`, of which only one may be set.`,
    `Keep \`${first}\` or \`${second}\`, and take the other away.`,
  );
}

/** Surely set: an empty text sets nothing, and what comes from elsewhere is not known. */
export function isSet({ value }: Section): boolean {
  return value !== undefined && value !== unknownValue && value !== "";
}

/** Surely not set. */
export function lacks({ value }: Section): boolean {
  return value === undefined || value === "";
}

function meant(key: string, known: Iterable<string>): string {
  const near = nearest(key, known);
  return near === undefined ? "Take it away, or correct its spelling." : `Write \`${near}\`, if that is meant.`;
}

/** `nothing`: what an entry is called that is empty, where the server refuses such. */
export function list(item: Shape, nothing?: string): Shape {
  return (section, tell) => {
    if (!Array.isArray(section.value))
      return tell(section.place(), `A list is expected here, and this is ${shown(section)}.`);
    for (const each of section.items()) {
      if (each.isMissing && nothing !== undefined)
        tell(each.place(), `This list holds an empty ${nothing}.`, "Take the empty entry away.");
      else look(item, each, tell);
    }
  };
}

/** Any mapping from texts to what `shape` says; `key` tells what is wrong with a key. */
export function dictionary(shape: Shape, key?: (name: string) => string | undefined): Shape {
  return (section, tell) => {
    if (!isMapping(section.value))
      return tell(section.place(), `A mapping is expected here, and this is ${shown(section)}.`);
    for (const [name, child] of section.entries()) {
      const problem = key?.(name);
      if (problem !== undefined) tell(child.place(), problem);
      look(shape, child, tell);
    }
  };
}

/** Whatever stands there. */
export const anything: Shape = () => undefined;

/** Numbers and booleans are read as texts, too. */
export const text: Shape = (section, tell) => {
  if (isMapping(section.value) || Array.isArray(section.value))
    tell(section.place(), `A text is expected here, and this is ${shown(section)}.`);
};

/** A text about which `problem` says what is wrong, in a whole sentence; nothing where nothing is. Templates are not judged. */
export function checked(problem: (value: string) => string | undefined, advice?: string): Shape {
  return (section, tell) => {
    text(section, tell);
    const value = textOf(section);
    if (value === undefined || isTemplated(value)) return;
    const message = problem(value);
    if (message !== undefined) tell(section.place(), message, advice);
  };
}

export function textOf({ value }: Section): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

export function isTemplated(value: string): boolean {
  return /\{\{|\{%|<%|\$\{[A-Za-z_]|\$\([A-Za-z_]|^\$[A-Za-z_]/u.test(value);
}

export function oneOf(what: string, words: readonly string[]): Shape {
  return checked((value) => {
    if (words.includes(value)) return undefined;
    const near = nearest(value, words);
    const hint = near === undefined ? `it is one of ${listed(words)}` : `\`${near}\` may be meant`;
    return `\`${value}\` is no ${what}: ${hint}.`;
  });
}

export function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}

export const duration: Shape = checked(
  (value) => (parseDuration(value) === undefined ? `\`${value}\` is no duration.` : undefined),
  "Write a number with a unit, the largest first: `30s`, `5m`, `1h30m`, `1d`.",
);

export const flag: Shape = (section, tell) => {
  const { value } = section;
  if (typeof value === "boolean" || (typeof value === "string" && isTemplated(value))) return;
  tell(section.place(), `\`true\` or \`false\` is expected here, and this is ${shown(section)}.`);
};

export function number(least = -Infinity, most = Infinity, isWhole = false): Shape {
  return (section, tell) => {
    const { value } = section;
    if (typeof value === "string" && isTemplated(value)) return;
    if (typeof value !== "number")
      return tell(section.place(), `A number is expected here, and this is ${shown(section)}.`);
    if (isWhole && !Number.isInteger(value)) return tell(section.place(), `\`${value}\` is no whole number.`);
    if (value < least) return tell(section.place(), `\`${value}\` is less than ${least}, the least that is allowed.`);
    if (value > most) tell(section.place(), `\`${value}\` is more than ${most}, the most that is allowed.`);
  };
}

export const whole: Shape = number(-Infinity, Infinity, true);
export const natural: Shape = number(0, Infinity, true);

/** `512MB`, `1GiB`, `0`. */
export const size: Shape = checked(
  (value) => (/^(?:0|\d+(?:[KMGTPE]i?)?B)$/u.test(value) ? undefined : `\`${value}\` is no size in bytes.`),
  "Write a whole number with a unit: `512MB`.",
);

export const pattern: Shape = checked((value) => {
  const problem = patternProblem(value);
  return problem === undefined ? undefined : `\`${value}\` is no regular expression of RE2: ${problem}.`;
});

export function address(value: string, schemes: readonly string[] = ["http", "https"]): string | undefined {
  const [, scheme, host] = /^([a-zA-Z][\w+.-]*):\/\/([^/?#]*)/u.exec(value) ?? [];
  if (scheme === undefined) return `\`${value}\` is no address with a scheme.`;
  if (!schemes.includes(scheme.toLowerCase())) return `The scheme of \`${value}\` is none of ${listed(schemes)}.`;
  return host === "" ? `\`${value}\` names no host.` : undefined;
}

export const httpAddress: Shape = checked((value) => address(value), "Write the whole address: `http://HOST:PORT`.");

/** Names that the older character set allows are fine everywhere; newer servers take any text that is not empty. */
export function labelProblem(name: string): string | undefined {
  return name === "" ? "A label has no name." : undefined;
}

export function shown({ value }: Section): string {
  if (Array.isArray(value)) return "a list";
  if (isMapping(value)) return "a mapping";
  if (typeof value === "string") return value.length > 60 ? "a text" : `the text \`${value}\``;
  return `\`${String(value)}\``;
}

function sentence(what: string): string {
  return what.charAt(0).toUpperCase() + what.slice(1);
}
