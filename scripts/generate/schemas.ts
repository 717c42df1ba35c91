/** Compiles every schema under `schemas/` to a validator ahead of time: compiling the largest takes ten times as long as loading it. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import ajvStandalone from "ajv/dist/standalone/index.js";
import { shippedNames, type ShippedName } from "../../checks/schema/json-schema/well-known.ts";
import { moduleSource } from "./validators.ts";

/** Path from the package root -> text: one module a schema, each loaded only when a document of its kind is met. */
export async function shippedSchemaValidators(root: string): Promise<ReadonlyMap<string, string>> {
  const sources = await Promise.all(
    shippedNames.map(async (name) => {
      const schema: unknown = JSON.parse(await readFile(join(root, "schemas", `${name}.json`), "utf8"));
      return [`checks/generated/schemas/${name}.ts`, validatorSource(name, schema)] as const;
    }),
  );
  return new Map(sources);
}

function validatorSource(name: ShippedName, schema: unknown): string {
  if (typeof schema !== "object" || schema === null) throw new Error(`schemas/${name}.json holds no schema.`);
  const ajv = new Ajv({
    // Schemas of ours bring sentences along (`message`), which are no keyword.
    strict: false,
    allErrors: true,
    verbose: true,
    messages: false,
    inlineRefs: false,
    code: { source: true, esm: true },
  });
  ajv.addSchema(schema, "shipped");
  const code = ajvStandalone.default(ajv, { validateShipped: "shipped" });
  return moduleSource({
    about: `Validates what \`schemas/${name}.json\` describes.`,
    imports: ['import type { ValidateFunction } from "ajv";'],
    code,
    exported: ["export const validate: ValidateFunction = validateShipped;"],
  });
}
