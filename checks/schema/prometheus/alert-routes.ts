/** Routes of Alertmanager, what silences them, and when: matchers, inhibitions, time intervals. */

import type { Section } from "../../../languages/kubernetes/section.ts";
import { patternProblem } from "../../../languages/promql/patterns.ts";
import {
  checked,
  dictionary,
  duration,
  flag,
  isSet,
  labelProblem,
  list,
  mapping,
  pattern,
  text,
  textOf,
  type Shape,
  type Tell,
} from "./shape.ts";

const matcherForm = /^\s*(?:[\p{L}_][\p{L}\p{N}_:.\-/]*|"(?:[^"\\]|\\.)*")\s*(=~|!~|!=|=)\s*(.*?)\s*$/su;

/** A text may hold several matchers in braces; only single ones are looked into. */
const matcher = checked((value) => {
  if (/[{},]/u.test(value)) return undefined;
  const [, operator, written = ""] = matcherForm.exec(value) ?? [];
  if (operator === undefined)
    return `\`${value}\` is no matcher: it needs a label, one of \`=\`, \`!=\`, \`=~\`, \`!~\`, and a value.`;
  if (!operator.includes("~")) return undefined;
  const problem = patternProblem(unquoted(written));
  return problem === undefined ? undefined : `The pattern of the matcher \`${value}\` cannot be read: ${problem}.`;
});

function unquoted(written: string): string {
  return /^".*"$/su.test(written) ? written.slice(1, -1).replace(/\\(["\\])/gu, "$1") : written;
}

const matchers = list(matcher);
const patterns = dictionary(pattern, labelProblem);
const values = dictionary(text, labelProblem);

function groupBy(section: Section, tell: Tell): void {
  list(text)(section, tell);
  const seen = new Set<string>();
  for (const each of section.items()) {
    const label = textOf(each) ?? "";
    if (seen.has(label))
      tell(each.place(), `The label \`${label}\` stands twice in \`group_by\`.`, "Take one of the two away.");
    seen.add(label);
  }
  if (!seen.has("...") || seen.size === 1) return;
  tell(
    section.place(),
    "`group_by` holds `...`, which stands for all labels, beside others.",
    "Keep either `...` or the labels.",
  );
}

function positive(section: Section, tell: Tell): void {
  duration(section, tell);
  if (/^0(?:ms|[smhdwy])?$/u.test(textOf(section) ?? ""))
    tell(section.place(), "This interval cannot be zero.", "Write a longer one.");
}

export const route: Shape = (section, tell) => shapeOfRoute(section, tell);

const shapeOfRoute: Shape = mapping("a route", {
  ...{ receiver: text, group_by: groupBy, group_wait: duration, group_interval: positive, repeat_interval: positive },
  ...{ matchers, match: values, match_re: patterns, continue: flag, routes: list(route, "route") },
  ...{ mute_time_intervals: list(text), active_time_intervals: list(text), labels: values },
});

export const inhibition: Shape = mapping("an inhibition rule", {
  ...{ name: text, source_match: values, source_match_re: patterns, source_matchers: matchers },
  ...{
    target_match: values,
    target_match_re: patterns,
    target_matchers: matchers,
    equal: list(text),
    sources: list(mapping("a source", { matchers, equal: list(text) })),
  },
});

const days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const months = ["january", "february", "march", "april", "may", "june", "july"].concat([
  "august",
  "september",
  "october",
  "november",
  "december",
]);

/** `1:5`, `january:march`; days of a month are counted from its end, too: `-3:-1`. */
function between(what: string, words: readonly string[], most: number): Shape {
  const least = words.length === 0 ? -most : 1;
  const numberOf = (end: string): number => {
    if (words.includes(end)) return words.indexOf(end) + 1;
    return /^-?\d+$/u.test(end) ? Number(end) : Number.NaN;
  };
  return checked((value) => {
    const ends = value.toLowerCase().split(":").map(numberOf);
    const isSound = ends.length <= 2 && ends.every((end) => end >= least && end <= most && end !== 0);
    return isSound ? undefined : `\`${value}\` is no range of ${what}.`;
  });
}

const clock = checked(
  (value) => (/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/u.test(value) ? undefined : `\`${value}\` is no time of day.`),
  "Write hours and minutes with two digits each, in quotes: `'09:00'`.",
);

const interval: Shape = mapping("a time interval", {
  times: list(
    mapping(
      "a range of times",
      { start_time: clock, end_time: clock },
      { required: ["start_time", "end_time"], also: inOrder },
    ),
  ),
  weekdays: list(weekday),
  days_of_month: list(between("days of a month", [], 31)),
  months: list(between("months", months, 12)),
  years: list(text),
  location: text,
});

function weekday(section: Section, tell: Tell): void {
  checked((value) =>
    value
      .toLowerCase()
      .split(":")
      .every((day) => days.includes(day))
      ? undefined
      : `\`${value}\` is no range of weekdays.`,
  )(section, tell);
}

function inOrder(section: Section, tell: Tell): void {
  const [start, end] = [textOf(section.at("start_time")), textOf(section.at("end_time"))];
  if (
    start === undefined ||
    end === undefined ||
    start < end ||
    !/^\d\d:\d\d$/u.test(start) ||
    !/^\d\d:\d\d$/u.test(end)
  )
    return;
  tell(
    section.at("end_time").place(),
    "This range ends before it begins.",
    "Make two ranges of one that goes over midnight.",
  );
}

export const timeInterval: Shape = mapping(
  "a named time interval",
  { name: text, time_intervals: list(interval) },
  { required: ["name"] },
);

/** Of a route and all below it: receivers and time intervals that nobody defines. */
export function routeReferences(
  section: Section,
  receivers: ReadonlySet<string>,
  intervals: ReadonlySet<string>,
  tell: Tell,
  depth = 0,
): void {
  const named = textOf(section.at("receiver"));
  if (named !== undefined && named !== "" && !receivers.has(named)) {
    tell(
      section.at("receiver").place(),
      `The receiver \`${named}\` is not defined.`,
      "Define it under `receivers`, or correct the name.",
    );
  }
  for (const key of ["mute_time_intervals", "active_time_intervals"]) {
    for (const each of section.at(key).items()) {
      const name = textOf(each);
      if (name !== undefined && !intervals.has(name))
        tell(
          each.place(),
          `The time interval \`${name}\` is not defined.`,
          "Define it under `time_intervals`, or correct the name.",
        );
    }
  }
  if (depth > 100) return;
  for (const each of section.at("routes").items()) routeReferences(each, receivers, intervals, tell, depth + 1);
}

export function rootRoute(section: Section, tell: Tell): void {
  if (section.at("receiver").isMissing) tell(section.place(), "The root route names no receiver.", "Set `receiver`.");
  for (const key of ["matchers", "match", "match_re", "mute_time_intervals", "active_time_intervals"]) {
    const child = section.at(key);
    const isEmpty = Array.isArray(child.value) && child.value.length === 0;
    if (!isSet(child) || isEmpty) continue;
    tell(
      child.place(),
      `The root route has \`${key}\`, and it has to take every alert at any time.`,
      "Move it to a route below.",
    );
  }
}
