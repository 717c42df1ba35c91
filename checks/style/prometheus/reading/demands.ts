/** What alerts have to carry: labels or annotations by name, and what may stand in them. */

import type { XStatic } from "typebox/schema";

import type { FileCheck } from "../../../../core/check.ts";
import type { YamlDocument } from "../../../../languages/parsed.ts";
import { matches, type PintAsk } from "../../../../languages/prometheus/pint-configuration.ts";
import type { PrometheusRule } from "../../../../languages/prometheus/rule-groups.ts";
import { patternParts } from "../../../../languages/promql/patterns.ts";
import { withComment, gatherPint, pintAsks } from "./pint.ts";
import { midSentence, prometheusCheck, type Remark } from "./prometheus-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    required: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Names that every alert has to have.",
    },
    values: {
      type: "object",
      additionalProperties: { type: "string", format: "regex" },
      default: {},
      description: "Patterns of RE2 that whole values have to fit, by name.",
    },
  },
  required: ["required", "values"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

type Where = "labels" | "annotations";

interface Demand {
  /** A pattern of names. */
  readonly name: string;
  readonly value?: string;
  /** Finds the parts of a value, each of which is judged alone. */
  readonly token?: string;
  readonly isRequired: boolean;
  /** Where pint's configuration asks for it. */
  readonly ask?: PintAsk;
}

export function demandCheck(where: Where): FileCheck<Options, YamlDocument> {
  const word = where === "labels" ? "label" : "annotation";
  return prometheusCheck<Options>(
    (rule, { options, facts, group }) => {
      // Groups give labels to all of their rules.
      const inherited = where === "labels" ? group.section.at("labels").entries() : [];
      const names = inherited.map(([key]) => key);
      const isAsked = rule.kind === "alert" || where === "labels";
      const asked = isAsked ? pintDemands(rule, word, facts) : [];
      return [...ownDemands(rule, options), ...asked].flatMap((demand) => judge(demand, rule, where, names));
    },
    { options: optionsSchema, gather: gatherPint },
  );
}

function ownDemands({ kind }: PrometheusRule, { required, values }: Options): readonly Demand[] {
  if (kind !== "alert") return [];
  return [
    ...required.map((name) => ({ name, isRequired: true })),
    ...Object.entries(values).map(([name, value]) => ({ name, value, isRequired: false })),
  ];
}

function pintDemands(rule: PrometheusRule, word: string, facts: Parameters<typeof pintAsks>[0]): readonly Demand[] {
  return pintAsks(facts, word, rule).map((ask) => {
    const { subject, texts, flags } = ask;
    const token = texts.get("token")?.[0];
    const listed = texts.get("values")?.map((each) => `(?:${each})`);
    const value = texts.get("value")?.[0] ?? listed?.join("|");
    return {
      name: subject ?? ".+",
      isRequired: flags.has("required"),
      ...(value !== undefined && { value }),
      ...(token !== undefined && { token }),
      ask,
    };
  });
}

function judge(
  { name, value, token, isRequired, ask }: Demand,
  rule: PrometheusRule,
  where: Where,
  inherited: readonly string[],
): readonly Remark[] {
  const word = where === "labels" ? "label" : "annotation";
  const advised = (advice: string): string => (ask ? withComment(advice, ask) : advice);
  const found = rule[where].filter(({ key }) => matches(name, key));
  if (found.length === 0) {
    const isOpen = rule.section.at(where, name).value !== undefined;
    if (!isRequired || isOpen || inherited.some((key) => matches(name, key))) return [];
    const place = rule.name?.range ?? rule.section.place();
    return [
      {
        place,
        message: `${rule.title} has no ${word} \`${name}\`.`,
        advice: advised(`Add \`${name}\` to its \`${where}\`.`),
      },
    ];
  }
  if (value === undefined) return [];
  return found.flatMap(({ key, value: written }) => {
    if (!written || written.value.includes("{{")) return [];
    const parts = token === undefined ? [written.value] : patternParts(token, written.value);
    const wrong = parts.find((part) => !matches(value, part));
    if (wrong === undefined) return [];
    const held = parts.length > 1 ? "holds" : "is";
    const message = `The ${word} \`${key}\` of ${midSentence(rule.title)} ${held} \`${wrong}\`, which does not fit \`${value}\`.`;
    return [{ place: written.range, message, advice: advised("Write a value that fits.") }];
  });
}
