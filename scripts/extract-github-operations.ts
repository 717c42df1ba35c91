/** Reduces GitHub's OpenAPI description to the operations that the fake answers, as plain JSON Schema without prose. */

/** Every operation the fake knows, by GitHub's own operation id. */
const operationIds = [
  "apps/create-installation-access-token",
  "apps/get-authenticated",
  "apps/get-installation",
  "apps/get-repo-installation",
  "apps/get-webhook-delivery",
  "apps/list-installations",
  "apps/list-repos-accessible-to-installation",
  "apps/list-webhook-deliveries",
  "apps/redeliver-webhook-delivery",
  "checks/create",
  "checks/get",
  "checks/get-suite",
  "checks/list-annotations",
  "checks/list-for-ref",
  "checks/list-for-suite",
  "checks/list-suites-for-ref",
  "checks/rerequest-run",
  "checks/rerequest-suite",
  "checks/update",
  "git/get-blob",
  "git/get-commit",
  "git/get-ref",
  "git/get-tree",
  "issues/create",
  "issues/create-comment",
  "issues/delete-comment",
  "issues/get",
  "issues/get-comment",
  "issues/list-comments",
  "issues/list-labels-for-repo",
  "issues/list-for-repo",
  "issues/list-labels-on-issue",
  "issues/update",
  "issues/update-comment",
  "pulls/create-review",
  "pulls/create-review-comment",
  "pulls/dismiss-review",
  "pulls/get",
  "pulls/get-review",
  "pulls/list",
  "pulls/list-commits",
  "pulls/list-files",
  "pulls/list-review-comments",
  "pulls/list-reviews",
  "pulls/update-review-comment",
  "rate-limit/get",
  "reactions/create-for-issue-comment",
  "reactions/delete-for-issue-comment",
  "reactions/list-for-issue-comment",
  "repos/compare-commits",
  "repos/create-commit-status",
  "repos/get",
  "repos/get-branch",
  "repos/get-collaborator-permission-level",
  "repos/get-combined-status-for-ref",
  "repos/get-commit",
  "repos/get-content",
  "repos/list-commit-statuses-for-ref",
  "repos/list-commits",
  "repos/list-pull-requests-associated-with-commit",
  "teams/list-members-in-org",
];

type Json = string | number | boolean | null | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json | undefined;
}

interface DescribedOperation {
  readonly operationId?: string;
  readonly parameters?: readonly JsonObject[];
  readonly requestBody?: { readonly required?: boolean; readonly content?: Contents };
  readonly responses?: Readonly<Record<string, JsonObject & { readonly content?: Contents }>>;
}
type Contents = Readonly<Record<string, { readonly schema?: JsonObject }>>;

export interface DescribedApi {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
}

export interface ExtractedApi {
  readonly operations: Readonly<Record<string, ExtractedOperation>>;
  readonly schemas: Readonly<Record<string, JsonObject>>;
}

interface ExtractedOperation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly JsonObject[];
  readonly body?: JsonObject;
  readonly bodyRequired?: boolean;
  readonly responses: Readonly<Record<string, JsonObject | null>>;
}

/** Keywords that carry meaning for a validator; everything else is prose or decoration. */
const kept = new Set(
  `type enum format pattern minimum maximum minLength maxLength minItems maxItems uniqueItems required
   nullable default`.split(/\s+/),
);

/** Where the description contradicts GitHub: an account is a user or an enterprise, not both at once. */
const corrections: Readonly<Record<string, Pick<ExtractedOperation, "responses">>> = {
  "apps/list-installations": { responses: { "200": { type: "array", items: { $ref: "#/schemas/installation" } } } },
};

/** @throws when GitHub's description no longer has one of the operations. */
export function extractOperations(api: DescribedApi): ExtractedApi {
  const operations: Record<string, ExtractedOperation> = {};
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const id = operation.operationId;
      if (id === undefined || !operationIds.includes(id)) continue;
      operations[id] = { ...extractOperation(api, method, path, operation), ...corrections[id] };
    }
  }
  const missing = operationIds.filter((id) => operations[id] === undefined);
  if (missing.length > 0) throw new Error(`GitHub's description lacks ${missing.join(", ")}`);
  return { operations, schemas: referredSchemas(api, operations) };
}

function extractOperation(api: DescribedApi, method: string, path: string, operation: DescribedOperation) {
  const body = operation.requestBody?.content?.["application/json"]?.schema;
  const responses = Object.entries(operation.responses ?? {}).map(([status, response]) => {
    const contents = (resolveReference(api, response).content ?? {}) as Contents;
    const schema = contents["application/json"]?.schema;
    return [status, schema ? reduceSchema(schema) : null] as const;
  });
  return {
    method: method.toUpperCase(),
    path,
    parameters: (operation.parameters ?? []).map((parameter) => extractParameter(resolveReference(api, parameter))),
    ...(body ? { body: reduceSchema(body), bodyRequired: operation.requestBody?.required ?? false } : {}),
    responses: Object.fromEntries(responses),
  };
}

function extractParameter(parameter: JsonObject): JsonObject {
  const { name, in: place, required, schema } = parameter;
  return { name, in: place, ...(required ? { required } : {}), schema: reduceSchema(asObject(schema)) };
}

/** OpenAPI 3.0 says `nullable`; JSON Schema wants null among the types and values. */
function reduceSchema(schema: JsonObject): JsonObject {
  if (typeof schema.$ref === "string") return { $ref: `#/schemas/${lastSegment(schema.$ref)}` };
  const reduced: Record<string, Json> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (value !== undefined && kept.has(key)) reduced[key] = value;
  }
  delete reduced.default;
  for (const key of ["oneOf", "anyOf", "allOf"]) {
    const parts = schema[key];
    if (Array.isArray(parts)) reduced[key] = parts.map((part) => reduceSchema(asObject(part)));
  }
  if (schema.items) reduced.items = reduceSchema(asObject(schema.items));
  if (schema.not) reduced.not = reduceSchema(asObject(schema.not));
  if (schema.properties) {
    const properties = Object.entries(asObject(schema.properties));
    reduced.properties = Object.fromEntries(properties.map(([name, part]) => [name, reduceSchema(asObject(part))]));
  }
  const extra = schema.additionalProperties;
  if (extra !== undefined)
    reduced.additionalProperties = typeof extra === "boolean" ? extra : reduceSchema(asObject(extra));
  return withNull(reduced);
}

function withNull(schema: Record<string, Json>): JsonObject {
  const { nullable, ...rest } = schema;
  if (nullable !== true) return rest;
  if (typeof rest.type !== "string") return { anyOf: [{ type: "null" }, rest] };
  const values = Array.isArray(rest.enum) ? { enum: [...new Set([...rest.enum, null])] } : {};
  return { ...rest, ...values, type: [rest.type, "null"] };
}

function referredSchemas(api: DescribedApi, operations: unknown): Record<string, JsonObject> {
  const schemas = new Map<string, JsonObject>();
  const waiting = [operations];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/schemas\/([^"]+)"/g)) {
      if (name === undefined || schemas.has(name)) continue;
      const schema = reduceSchema(asObject(api.components.schemas?.[name]));
      schemas.set(name, schema);
      waiting.push(schema);
    }
  }
  return Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function resolveReference(api: DescribedApi, value: JsonObject): JsonObject {
  if (typeof value.$ref !== "string") return value;
  const [kind = "", name = ""] = value.$ref.split("/").slice(-2);
  return asObject(api.components[kind]?.[name]);
}

function asObject(value: unknown): JsonObject {
  if (typeof value !== "object" || value === null) throw new Error(`expected an object, got ${JSON.stringify(value)}`);
  return value as JsonObject;
}

function lastSegment(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}
