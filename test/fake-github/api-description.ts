/** GitHub's own OpenAPI description (extracted, stripped): finds the operation of a request and judges requests and responses. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { packageRoot } from "../../engine/package-root.ts";

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: Schema;
  readonly bodyRequired?: boolean;
  readonly responses: Readonly<Record<string, Schema | null>>;
}

export interface FoundOperation {
  readonly operation: Operation;
  /** Decoded path parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Description {
  readonly source: string;
  readonly operations: Readonly<Record<string, Omit<Operation, "id">>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

const description: Description = JSON.parse(readFileSync(apiFile("openapi.json"), "utf8"));
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, inlineRefs: false });
ajv.addSchema({ $id: "github", operations: description.operations, schemas: description.schemas });
const validators = new Map<string, ValidateFunction>();

const routes = Object.entries(description.operations)
  .map(([id, operation]) => ({ operation: { id, ...operation }, pattern: patternOf(operation.path) }))
  .sort((a, b) => fixedSegments(b.operation.path) - fixedSegments(a.operation.path));

/** @param path below `/api/v3`, still percent-encoded. */
export function findOperation(method: string, path: string): FoundOperation | undefined {
  for (const { operation, pattern } of routes) {
    const match = operation.method === method ? pattern.exec(path) : null;
    if (!match) continue;
    const parameters = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
    return { operation, parameters: Object.fromEntries(parameters) };
  }
  return undefined;
}

/** What GitHub would refuse a request for, in sentences; empty when there is nothing. */
export function judgeRequest(found: FoundOperation, query: URLSearchParams, body: unknown): readonly string[] {
  const { operation } = found;
  return [...judgeQuery(operation, query), ...judgeBody(operation, body)];
}

/** What GitHub would silently ignore, because it does not document it: most likely a mistake. */
export function undocumentedParts(operation: Operation, query: URLSearchParams, body: unknown): readonly string[] {
  const known = operation.parameters.filter((parameter) => parameter.in === "query").map((parameter) => parameter.name);
  const wrong = [...query.keys()].filter((name) => !known.includes(name));
  const properties = operation.body ? undocumented([operation.body], body, "body") : undocumentedBody(body);
  return [...wrong.map((name) => `query parameter ${name} is not documented`), ...properties];
}

function undocumentedBody(body: unknown): readonly string[] {
  const isEmpty = typeof body !== "object" || body === null || Object.keys(body).length === 0;
  return isEmpty ? [] : [`a body where none is documented: ${Object.keys(body).join(", ")}`];
}

export function judgeResponse(operation: Operation, status: number, body: unknown): readonly string[] {
  const schema = operation.responses[String(status)];
  if (schema === undefined) return [`status ${status} is not documented`];
  if (schema === null) return body === undefined ? [] : ["a body where none is documented"];
  return validate(`operations/${escapePointer(operation.id)}/responses/${status}`, body);
}

function judgeQuery(operation: Operation, query: URLSearchParams): string[] {
  const problems: string[] = [];
  for (const [index, parameter] of operation.parameters.entries()) {
    if (parameter.in !== "query") continue;
    const text = query.get(parameter.name);
    if (text === null) {
      if (parameter.required) problems.push(`query parameter ${parameter.name} is missing`);
      continue;
    }
    const isNumber = ["integer", "number"].includes(String(parameter.schema.type)) && text.trim() !== "";
    const value = isNumber ? Number(text) : parameter.schema.type === "boolean" ? text === "true" : text;
    const pointer = `operations/${escapePointer(operation.id)}/parameters/${index}/schema`;
    problems.push(...validate(pointer, value).map((problem) => `query ${parameter.name}: ${problem}`));
  }
  return problems;
}

function judgeBody(operation: Operation, body: unknown): readonly string[] {
  if (!operation.body) return [];
  if (body === undefined) return operation.bodyRequired ? ["the body is missing"] : [];
  return validate(`operations/${escapePointer(operation.id)}/body`, body);
}

function validate(pointer: string, value: unknown): string[] {
  const validator = validators.get(pointer) ?? ajv.compile({ $ref: `github#/${pointer}` });
  validators.set(pointer, validator);
  if (validator(value)) return [];
  return (validator.errors ?? []).slice(0, 8).map((error) => `${error.instancePath || "/"} ${error.message ?? ""}`);
}

function undocumented(schemas: readonly Schema[], value: unknown, at: string): string[] {
  const parts = schemas.flatMap(flattenSchema);
  if (Array.isArray(value)) {
    const items = parts.flatMap((part) => part.items ?? []);
    return value.flatMap((item, index) => (items.length > 0 ? undocumented(items, item, `${at}/${index}`) : []));
  }
  if (typeof value !== "object" || value === null) return [];
  const described = parts.filter((part) => part.properties);
  if (described.length === 0) return [];
  return Object.entries(value).flatMap(([name, entry]) => {
    const own = described.flatMap((part) =>
      Object.hasOwn(part.properties ?? {}, name) ? [part.properties?.[name]] : [],
    );
    const known = own.filter((schema) => schema !== undefined);
    return known.length > 0 ? undocumented(known, entry, `${at}/${name}`) : [`${at}/${name} is not documented`];
  });
}

function flattenSchema(schema: Schema): Schema[] {
  const target = schema.$ref ? description.schemas[schema.$ref.replace("#/schemas/", "")] : schema;
  if (!target) return [];
  const parts = [...(target.oneOf ?? []), ...(target.anyOf ?? []), ...(target.allOf ?? [])];
  return [target, ...parts.flatMap(flattenSchema)];
}

/** Paths, refs and branches may hold slashes. */
function patternOf(template: string): RegExp {
  const source = template.replace(/[.]/g, "\\.").replace(/\{(\w+)\}/g, (_, name: string) => {
    const mayHoldSlash = ["path", "ref", "branch", "base", "head"].includes(name);
    return `(?<${name}>${mayHoldSlash ? ".+?" : "[^/]+"})`;
  });
  // The root folder of a repository's contents has an empty path.
  return new RegExp(`^${source.replace("(?<path>.+?)", "?(?<path>.*?)")}$`);
}

function fixedSegments(path: string): number {
  return path.split("/").filter((segment) => !segment.includes("{")).length;
}

function escapePointer(id: string): string {
  return id.replaceAll("/", "~1");
}

/** Data lies beside the sources, also when the compiled code runs from `dist/`. */
export function apiFile(name: string): string {
  return join(packageRoot(), "test", "fake-github", "api", name);
}
