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
      severityOrTuning: { oneOf: [SeveritySchema, without(RuleBodySchema, ["check", "title", "why", "options"])] },
      ownRule: { ...RuleBodySchema, required: ["check", "why"] },
    },
  };
  return `${JSON.stringify(withoutOurFormats(schema), null, 2)}\n`;
}

function ruleSchema(check: DescribedCheck | undefined, rule: RuleEntry | undefined): object {
  const { check: _check, options: _options, ...properties } = RuleBodySchema.properties;
  const options = check?.options && { options: optionsAsGiven(check.options) };
  const description = [check?.entry.summary, rule?.why].filter((part) => part !== undefined).join(" ");
  return {
    description,
    oneOf: [SeveritySchema, { type: "object", additionalProperties: false, properties: { ...properties, ...options } }],
  };
}

function without(schema: typeof RuleBodySchema, names: readonly string[]): object {
  const properties = Object.entries(schema.properties).filter(([name]) => !names.includes(name));
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** Editors know neither our globs nor our paths; `regex` means ECMAScript's syntax to them, ours is RE2's. */
function withoutOurFormats(schema: object): unknown {
  const own = ["glob", "path", "regex", "moment"];
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === "format" && typeof value === "string" && own.includes(value) ? undefined : value,
  );
  return JSON.parse(text);
}
