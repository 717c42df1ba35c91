/** A condition in words, for lists and manual pages: "risk at least medium, not opened by `renovate*`". */

import type { Condition, PlainCondition } from "./condition.ts";
import { riskTitles } from "./risk.ts";

/** Empty where nothing is asked. */
export function conditionWords({ any = [], ...plain }: Condition): string {
  const own = plainWords(plain);
  const oneOf = any.map(plainWords).filter((words) => words !== "");
  const either = oneOf.length > 1 ? oneOf.join(", or ") : oneOf.join("");
  return [own, either].filter((words) => words !== "").join("; and ");
}

function plainWords(condition: PlainCondition): string {
  const { risk, factors, environments, resources, destructive, stateful, paths, kinds, size } = condition;
  const { labels, exceptLabels, authors, exceptAuthors } = condition;
  const parts = [
    risk && (risk === "high" ? "risk high" : `risk at least ${risk}`),
    factors && factors.map((name) => riskTitles[name]).join(" or "),
    environments && `touches ${environments.join(" or ")}`,
    resources && `touches ${code(resources)}`,
    destructive === undefined ? undefined : destructive ? "deletes something" : "deletes nothing",
    stateful === undefined ? undefined : `touches ${stateful ? "something" : "nothing"} that holds data`,
    paths && `changes ${code(paths)}`,
    kinds && `changes files of kind ${code(kinds)}`,
    size && `at least ${sizeWords(size)}`,
    labels && `labelled ${code(labels)}`,
    exceptLabels && `not labelled ${code(exceptLabels)}`,
    authors && `opened by ${code(authors)}`,
    exceptAuthors && `not opened by ${code(exceptAuthors)}`,
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

function sizeWords(size: NonNullable<PlainCondition["size"]>): string {
  const named = Object.entries(size).map(([name, least]) => `${least} ${least === 1 ? name.slice(0, -1) : name}`);
  return named.join(" or ");
}

function code(words: readonly string[]): string {
  return words.map((each) => `\`${each}\``).join(" or ");
}
