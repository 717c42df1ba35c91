/** Writes `docs/plumbline.schema.json`, with which editors complete and check `.github/plumbline.yml`. */

import { RuleBodySchema, RuleSetFileSchema, SeveritySchema } from "../../checks/schema/plumbline-rules/file-schema.ts";
import type { RuleEntry } from "../../checks/schema/plumbline-rules/file-schema.ts";
import type { DescribedCheck } from "./checks.ts";
import type { DescribedPresets } from "./presets.ts";
import { optionsAsGiven } from "./validators.ts";

export function publishedSchema(checks: readonly DescribedCheck[], presets: DescribedPresets): string {
  const described = new Map(checks.map((check) => [check.entry.name, check]));
  const inOrder = [...presets].sort(
    ([left], [right]) => Number(right === "recommended") - Number(left === "recommended"),
  );
  const entries = inOrder.flatMap(([, { rules }]) => rules.filter(({ name }) => !name.includes("*")));
  const bound = new Map(checks.map(({ entry }) => [entry.name, entry.name]));
  for (const { name, check } of entries) bound.set(name, check ?? name);
  const rules = [...bound]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, check]) => {
      return [
        name,
        ruleSchema(
          described.get(check),
          entries.find((entry) => entry.name === name),
        ),
      ] as const;
    });
  const { extends: extending, ...properties } = RuleSetFileSchema.properties;
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Plumbline's rule set",
    description: "What Plumbline asks for in this repository: `.github/plumbline.yml`.",
    type: "object",
    additionalProperties: false,
    properties: {
      ...properties,
      extends: {
        ...extending,
        items: {
          anyOf: [
            { type: "string", enum: [...presets.keys()] },
            { type: "string", pattern: "^[^/]+/[^/]+//.+@.+$" },
          ],
        },
      },
      rules: {
        ...RuleSetFileSchema.properties.rules,
        properties: Object.fromEntries(rules),
        patternProperties: { "\\*": { $ref: "#/definitions/severityOrTuning" } },
        additionalProperties: { $ref: "#/definitions/ownRule" },
      },
    },
    definitions: {
      severity: SeveritySchema,
      ownRule: { ...RuleBodySchema, required: ["check", "why"] },
      inheritedRule: tuning(["check", "options"]),
      severityOrTuning: { oneOf: [said("severity"), tuning(["check", "title", "why", "options"])] },
    },
  };
  return `${JSON.stringify(withoutOurFormats(schema), null, 2)}\n`;
}

function ruleSchema(check: DescribedCheck | undefined, rule: RuleEntry | undefined): object {
  const description = [check?.entry.summary, rule?.why].filter((part) => part !== undefined).join(" ");
  const tuned = check?.options
    ? tuning(["check", "options"], { options: optionsAsGiven(check.options) })
    : said("inheritedRule");
  return { description, oneOf: [said("severity"), tuned] };
}

/** What may be said of a rule, by reference: spelt out for each of hundreds of rules it would take megabytes. */
function tuning(without: readonly string[], own: Readonly<Record<string, object>> = {}): object {
  const names = Object.keys(RuleBodySchema.properties).filter((name) => !without.includes(name));
  const properties = Object.fromEntries(names.map((name) => [name, said(`ownRule/properties/${name}`)]));
  return { type: "object", additionalProperties: false, properties: { ...properties, ...own } };
}

function said(definition: string): object {
  return { $ref: `#/definitions/${definition}` };
}

/** Editors know neither our globs nor our paths; `regex` means ECMAScript's syntax to them, ours is RE2's. */
function withoutOurFormats(schema: object): unknown {
  const own = ["glob", "path", "regex", "moment"];
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === "format" && typeof value === "string" && own.includes(value) ? undefined : value,
  );
  return JSON.parse(text);
}
