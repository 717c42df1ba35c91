/** Turns the text of local schemas into a validator; whatever does not work is said, nothing is thrown. */

import type { Ajv, ErrorObject, Options } from "ajv";
import { load } from "js-yaml";

import type { Gap } from "../../../core/finding.ts";
import type { SchemaFile } from "./gather.ts";
import { linearPatterns, makeSound, SchemaTooLarge } from "./patterns.ts";
import { isObject, type SchemaObject } from "./schema-object.ts";

export interface Validator {
  errorsOf(value: unknown): readonly ErrorObject[];
  /** The validator of one part of the schema, as it stands in an error; `undefined` when it cannot be asked alone. */
  part(schema: unknown): Validator | undefined;
}

export interface Compiled {
  readonly validator?: Validator;
  readonly gaps: readonly Omit<Gap, "path">[];
}

/** Compiled schemas of the last few files. One schema mostly serves many documents. */
const cache = new Map<string, Compiled>();
const mostCached = 8;

export async function compileSchema(files: readonly SchemaFile[], fragment: string): Promise<Compiled> {
  const key = JSON.stringify([files, fragment]);
  const cached = cache.get(key);
  if (cached !== undefined) {
    cache.delete(key);
    cache.set(key, cached);
    return cached;
  }
  const compiled = await compileFresh(files, fragment);
  cache.set(key, compiled);
  if (cache.size > mostCached) for (const oldest of [...cache.keys()].slice(0, 1)) cache.delete(oldest);
  return compiled;
}

async function compileFresh(files: readonly SchemaFile[], fragment: string): Promise<Compiled> {
  const root = files[0];
  if (root === undefined) return refuse("no schema", "input");
  try {
    return await build(files, root, fragment);
  } catch (error) {
    if (error instanceof SchemaTooLarge)
      return refuse(`the schema \`${root.path}\` is too large or too deep`, "unsupported");
    if (error instanceof Unparsable) return refuse(`the schema \`${error.path}\` does not parse`, "input");
    const missing = missingReference(error);
    if (missing === undefined) return refuse(`\`${root.path}\` is not a usable JSON Schema`, "input");
    const reason = `the schema \`${root.path}\` refers to \`${missing}\`, which is not loaded: map it to a file under \`schemas:\` of the rules`;
    return refuse(reason, "unsupported");
  }
}

class Unparsable extends Error {
  readonly path: string;
  constructor(path: string) {
    super(path);
    this.path = path;
  }
}

async function build(files: readonly SchemaFile[], root: SchemaFile, fragment: string): Promise<Compiled> {
  const parsed = files.map((file) => ({ file, schema: parse(file), base: addressOf(file.path) }));
  const [first] = parsed;
  if (first === undefined || typeof first.schema === "boolean") {
    return first === undefined ? refuse("no schema", "input") : { gaps: [] };
  }
  const dialect = dialectOf(first.schema, root.text);
  if (dialect === undefined) {
    return refuse(`the schema \`${root.path}\` is written in a dialect that is not known`, "unsupported");
  }
  const sound = parsed.flatMap(({ schema, base }) => (typeof schema === "boolean" ? [] : [makeSound(schema, base)]));
  const ajv = await dialects[dialect]({
    strict: false,
    allErrors: true,
    verbose: true,
    messages: false,
    validateSchema: false,
    inlineRefs: false,
    ownProperties: true,
    logger: false,
    code: { regExp: linearPatterns },
    ...(sound.some(({ usesFormats }) => usesFormats) ? { formats: await formats() } : { validateFormats: false }),
  });
  const idKeyword = dialect === "draft-04" ? "id" : "$id";
  for (const { file, schema, base } of parsed) {
    if (typeof schema === "boolean") continue;
    const { [idKeyword]: ownAddress, $schema: _dialect, ...body } = schema;
    const addresses = new Set([
      base,
      ...file.addresses,
      ...(isAddress(ownAddress) ? [ownAddress.replace(/#$/u, "")] : []),
    ]);
    for (const address of addresses) ajv.addSchema({ ...body, [idKeyword]: address });
  }
  const validate = ajv.getSchema(first.base + fragment);
  if (validate === undefined) return refuse(`the schema \`${root.path}\` has no \`${fragment}\``, "input");

  const refused = sound.flatMap((part) => part.refused);
  const validator = validatorOf(ajv, validate, (part) =>
    sound.map(({ addresses }) => addresses.get(part)).find(Boolean),
  );
  return {
    validator,
    gaps: refused.slice(0, 1).map((pattern) => ({
      reason: `the pattern \`${pattern.slice(0, 80)}\` of the schema \`${root.path}\` is not checked: it needs backtracking`,
      cause: "unsupported",
    })),
  };
}

type Validate = ReturnType<Ajv["compile"]>;

function validatorOf(ajv: Ajv, validate: Validate, addressOfPart: (part: object) => string | undefined): Validator {
  return {
    errorsOf: (value) => (validate(value) === true ? [] : (validate.errors ?? [])),
    part(schema) {
      if (typeof schema !== "object" || schema === null) return undefined;
      const address = addressOfPart(schema);
      const part = address === undefined ? undefined : ajv.getSchema(address);
      return part === undefined ? undefined : validatorOf(ajv, part, addressOfPart);
    },
  };
}

function parse(file: SchemaFile): SchemaObject | boolean {
  let value: unknown;
  try {
    value = /\.ya?ml$/iu.test(file.path) ? load(file.text) : JSON.parse(file.text);
  } catch {
    throw new Unparsable(file.path);
  }
  if (typeof value === "boolean" || isObject(value)) return value;
  throw new Unparsable(file.path);
}

type Dialect = "draft-04" | "draft-07" | "2019-09" | "2020-12";

/** Without a word about it, a schema is read as draft-07, the one most tools assume, unless it uses newer keywords. */
function dialectOf({ $schema }: SchemaObject, text: string): Dialect | undefined {
  if (typeof $schema !== "string")
    return /"(?:prefixItems|dependentRequired|unevaluated\w+)"/u.test(text) ? "2020-12" : "draft-07";
  const name =
    /^https?:\/\/json-schema\.org\/(?:(draft-0[4-7])\/schema|draft\/(2019-09|2020-12)\/schema|schema)#?$/u.exec(
      $schema,
    );
  if (name === null) return undefined;
  if (name[1] === "draft-04") return "draft-04";
  if (name[1] === "draft-05") return "draft-04";
  if (name[1] !== undefined) return "draft-07";
  return name[2] === "2019-09" ? "2019-09" : "2020-12";
}

/** Draft-06 is a part of draft-07. */
const dialects: Readonly<Record<Dialect, (options: Options) => Promise<Ajv>>> = {
  "draft-04": async (options) => {
    const module = await import("ajv-draft-04");
    const { default: Draft04 } = module.default;
    return new Draft04(options);
  },
  "draft-07": async (options) => new (await import("ajv")).Ajv(options),
  "2019-09": async (options) => new (await import("ajv/dist/2019.js")).Ajv2019(options),
  "2020-12": async (options) => new (await import("ajv/dist/2020.js")).Ajv2020(options),
};

const checkedFormats = ["date", "time", "date-time", "email", "hostname", "ipv4", "ipv6", "uuid", "uri"] as const;

/** The quick forms: they are linear, and whoever is stricter than they are reports what works. */
async function formats(): Promise<NonNullable<Options["formats"]>> {
  const { fastFormats } = await import("ajv-formats/dist/formats.js");
  return Object.fromEntries(checkedFormats.map((name) => [name, fastFormats[name] ?? true]));
}

/** Addresses of files in the tree; the host can exist nowhere. */
function addressOf(path: string): string {
  return `https://tree.invalid/${path.split("/").map(encodeURIComponent).join("/")}`;
}

function isAddress(value: unknown): value is string {
  return typeof value === "string" && /^https?:\/\//u.test(value);
}

function missingReference(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("missingSchema" in error)) return undefined;
  return String(error.missingSchema).replace(/^https:\/\/tree\.invalid\//u, "");
}

function refuse(reason: string, cause: Gap["cause"]): Compiled {
  return { gaps: [{ reason, cause }] };
}
