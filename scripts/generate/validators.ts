/** Compiles JSON Schemas to validators ahead of time, so that reading a rule set never loads a schema compiler. */

import { Ajv, Name, type Options } from "ajv";
import ajvStandalone from "ajv/dist/standalone/index.js";
import { RuleBodySchema, RuleSetFileSchema } from "../../checks/schema/plumbline-rules/file-schema.ts";
import { pathFormats } from "../../checks/schema/plumbline-rules/formats.ts";
import { optionFormats } from "../../checks/schema/plumbline-rules/regex-format.ts";
import type { DescribedCheck, OptionsSchema } from "./checks.ts";
import { generatedNotice } from "./notice.ts";

const folder = "../schema/plumbline-rules";
const validatorImport = `import type { Validator } from "${folder}/validator.ts";`;

/** `checks/generated/rule-set-validators.ts`: the shape of the file and of one rule. */
export function ruleSetValidatorsSource(): string {
  const code = standalone({ ruleSetFile: RuleSetFileSchema, ruleBody: RuleBodySchema }, pathFormats, "pathFormats");
  return moduleSource({
    about: "Validates the shape of a rule-set file and of one rule in it.",
    imports: [
      `import type { RuleBody, RuleSetFileData } from "${folder}/file-schema.ts";`,
      `import { pathFormats } from "${folder}/formats.ts";`,
      validatorImport,
    ],
    code,
    exported: [
      "export const validateRuleSetFile: Validator<RuleSetFileData> = ruleSetFile;",
      "export const validateRuleBody: Validator<RuleBody> = ruleBody;",
    ],
  });
}

/** `checks/generated/option-validators.ts`: one validator per check that takes options. */
export function optionValidatorsSource(checks: readonly DescribedCheck[]): string {
  const withOptions = checks.flatMap(({ entry, options }) => (options ? [{ name: entry.name, options }] : []));
  const named = withOptions.map(({ name, options }, index) => [name, `options${index}`, options] as const);
  const schemas = Object.fromEntries(named.map(([, variable, options]) => [variable, optionsAsGiven(options)]));
  const entries = named.map(([name, variable]) => `  [${JSON.stringify(name)}, ${variable}],\n`);
  return moduleSource({
    about: "Validates the options of every check that takes some.",
    imports: [`import { optionFormats } from "${folder}/regex-format.ts";`, validatorImport],
    code: named.length > 0 ? standalone(schemas, optionFormats, "optionFormats") : "",
    exported: [
      `export const optionValidators: ReadonlyMap<string, Validator> = new Map<string, Validator>([\n${entries.join("")}]);`,
    ],
  });
}

/** Options as an owner gives them: each may be missing where it has a default, and none may be one that nobody declared. */
export function optionsAsGiven(schema: OptionsSchema): object {
  const { required = [], ...rest } = schema;
  const needed = required.filter((name) => schema.properties[name]?.default === undefined);
  return { additionalProperties: false, ...rest, ...(needed.length > 0 ? { required: needed } : {}) };
}

function standalone(
  schemas: Readonly<Record<string, object>>,
  formats: NonNullable<Options["formats"]>,
  formatsVariable: string,
): string {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    formats,
    code: { source: true, esm: true, lines: true, formats: new Name(formatsVariable) },
  });
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);
  const names = Object.fromEntries(Object.keys(schemas).map((name) => [name, name]));
  return ajvStandalone.default(ajv, names);
}

export interface ModuleParts {
  readonly about: string;
  readonly imports: readonly string[];
  readonly code: string;
  readonly exported: readonly string[];
}

/** ajv writes `require` for its few run-time helpers, also into ES modules: those become imports. */
export function moduleSource({ about, imports, code, exported }: ModuleParts): string {
  const helpers: string[] = [];
  const body = code
    .replace('"use strict";', "")
    .replaceAll(/^export const (\w+) = /gmu, "const $1 = ")
    .replaceAll(/require\("(?<path>[^"]+)"\)\.default/gu, (_, path: string) => {
      const known = helpers.indexOf(path);
      const index = known === -1 ? helpers.push(path) - 1 : known;
      return `helper${index}.default`;
    });
  const helperImports = helpers.map((path, index) => `import helper${index} from "${path}.js";`);
  return `// @ts-nocheck: compiled by ajv.
/** ${about} ${generatedNotice} */

${[...helperImports, ...imports].join("\n")}

${body.trim()}

${exported.join("\n")}
`;
}
