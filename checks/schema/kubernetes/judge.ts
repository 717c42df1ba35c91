/** Holds one resource against the schema of its kind, in every version that is asked for. */

import type { ErrorObject } from "ajv";

import { isSlip } from "../../../core/nearest.ts";
import type { Range } from "../../../core/text.ts";
import type { Data } from "../../../languages/data.ts";
import { withoutEchoes } from "../json-schema/misspelt.ts";
import { shippedMatch } from "./match.ts";
import { groupOf, type Resource } from "./resources.ts";
import { say } from "./say.ts";
import { lifeOf } from "./served-versions.ts";
import { servingOf } from "./serving.ts";
import { groupOfVersion, isShippedGroup, type GroupOfVersion } from "./shipped.ts";
import type { StructuralSchema } from "./structural-schema.ts";
import { errorsOf, pointerOf, type Validation } from "./validate.ts";
import { newestVersion } from "./versions.ts";

export interface Question {
  readonly kubernetesVersion: readonly string[];
  /** Kinds that are left out, as `Kind` or `group/version/Kind`. */
  readonly skip: readonly string[];
  /** Of custom resources, by `group/version/Kind`. */
  readonly custom: ReadonlyMap<string, StructuralSchema>;
  readonly isPatch: boolean;
  /** Keys that Kustomize fills in. */
  readonly filledIn: readonly string[];
}

export interface Remark {
  readonly message: string;
  readonly advice: string;
  /** Missing: it is about the document as a whole. */
  readonly range?: Range;
  /** The version of Kubernetes that says so; missing where none is involved. */
  readonly version?: string;
}

export interface Verdict {
  readonly remarks: readonly Remark[];
  /** Why it was not looked at. */
  readonly gap?: string;
}

const nothing: Verdict = { remarks: [] };

export async function judge(resource: Resource, data: Data, question: Question): Promise<Verdict> {
  const { apiVersion, kind } = resource;
  if (apiVersion === undefined || kind === undefined) return { remarks: nameless(resource, data) };
  const name = `${apiVersion}/${kind}`;
  if (question.skip.includes(kind) || question.skip.includes(name)) return nothing;
  if (isShippedGroup(groupOf(apiVersion))) return judgeShipped(resource, apiVersion, data, question);
  const schema = question.custom.get(name);
  if (schema === undefined) return lifeOf(name) === undefined ? withoutSchema(name) : nothing;
  const core = await groupOfVersion("", newestVersion);
  // Most manifests need no such engine.
  const { linearMatch } = await import("./linear-match.ts");
  const whole = withMetadata(schema);
  return { remarks: remarksOf(resource, whole, core, linearMatch, data, question) };
}

async function judgeShipped(resource: Resource, apiVersion: string, data: Data, question: Question): Promise<Verdict> {
  const kind = resource.kind ?? "";
  const name = `${apiVersion}/${kind}`;
  const remarks: Remark[] = [];
  let gap: string | undefined;
  for (const version of question.kubernetesVersion) {
    const group = await groupOfVersion(groupOf(apiVersion), version);
    const definition = group?.kinds.get(name)?.definition;
    const schema = definition === undefined ? undefined : group?.definition(definition);
    if (schema === undefined) {
      const slip = slipOf(resource, name, [...(group?.kinds.keys() ?? [])], data);
      if (slip !== undefined) remarks.push({ ...slip, version });
      // What is no longer, or not yet, served is told by a check of its own.
      else if ((await servingOf(apiVersion, kind, version)).is === "unknown") gap = withoutSchema(name).gap;
      continue;
    }
    const found = remarksOf(resource, schema, group, shippedMatch, data, question);
    for (const remark of found) remarks.push({ ...remark, version });
  }
  return { remarks, ...(gap === undefined ? {} : { gap }) };
}

function remarksOf(
  resource: Resource,
  schema: StructuralSchema,
  group: GroupOfVersion | undefined,
  matches: Validation["matches"],
  data: Data,
  { isPatch, filledIn }: Question,
): readonly Remark[] {
  const validation: Validation = {
    definition: (name) => group?.definition(name),
    certainty: (pointer) => data.certainty(pointer),
    matches,
    isPatch,
    filledIn,
    isEmptyUnset: matches === shippedMatch,
  };
  const errors = errorsOf(resource.value, withoutStatus(schema), resource.steps, validation);
  const mistakes = withoutEchoes(errors.map((error: ErrorObject) => ({ error, pointer: error.instancePath })));
  return mistakes.map(({ error }) => {
    const { message, advice, place } = say(error, data, `this ${resource.kind ?? "object"}`);
    const range = place?.key ?? place?.value;
    return { message, advice, ...(range === undefined ? {} : { range }) };
  });
}

/** What the server writes is none of the author's. */
const serverFields: StructuralSchema = { "x-kubernetes-preserve-unknown-fields": true };
const stripped = new WeakMap<StructuralSchema, StructuralSchema>();

function withoutStatus(schema: StructuralSchema): StructuralSchema {
  const known = stripped.get(schema);
  if (known !== undefined) return known;
  const { status, ...properties } = schema.properties ?? {};
  const required = schema.required?.filter((key) => key !== "status");
  const open: StructuralSchema =
    status === undefined && schema.required?.includes("status") !== true
      ? schema
      : { ...schema, properties: { ...properties, status: serverFields }, ...(required ? { required } : {}) };
  stripped.set(schema, open);
  return open;
}

/** Every object has these; a CustomResourceDefinition need not say so. */
function withMetadata(schema: StructuralSchema): StructuralSchema {
  const known = completed.get(schema);
  if (known !== undefined) return known;
  const own: StructuralSchema = { type: "string" };
  const metadata: StructuralSchema = { $ref: "V1ObjectMeta" };
  const whole: StructuralSchema =
    schema.properties === undefined
      ? { ...schema, "x-kubernetes-preserve-unknown-fields": true, properties: { metadata } }
      : { ...schema, properties: { ...schema.properties, apiVersion: own, kind: own, metadata } };
  completed.set(schema, whole);
  return whole;
}

const completed = new WeakMap<StructuralSchema, StructuralSchema>();

function withoutSchema(name: string): Verdict {
  return { remarks: [], gap: `no schema for \`${name}\`` };
}

/** A misspelt kind; a kind that is merely unknown may be a server's that this one is not. */
function slipOf({ kind = "", steps }: Resource, name: string, known: readonly string[], data: Data) {
  const apiVersion = name.slice(0, name.length - kind.length);
  const meant = known.find((each) => each.startsWith(apiVersion) && isSlip(each.slice(apiVersion.length), kind));
  if (meant === undefined) return undefined;
  const word = meant.slice(apiVersion.length);
  const range = data.locate(pointerOf([...steps, "kind"]))?.value;
  return {
    message: `\`${kind}\` is no kind of \`${apiVersion.slice(0, -1)}\`; did you mean \`${word}\`?`,
    advice: `Write \`${word}\`.`,
    ...(range === undefined ? {} : { range }),
  };
}

/** One of the two is there, or a name: somebody meant an object. Values that are filled in later say nothing. */
function nameless({ value, steps }: Resource, data: Data): readonly Remark[] {
  const missing = ["apiVersion", "kind"].filter((key) => !Object.hasOwn(value, key));
  const isObject = missing.length === 1 || Object.hasOwn(value, "metadata");
  const certainty = data.certainty(pointerOf(steps));
  if (!isObject || certainty === "open" || certainty === "unknown") return [];
  const range = data.locate(pointerOf(steps))?.value;
  return missing.map((key) => ({
    message: `\`${key}\` is missing in this object, so nobody can tell what it is.`,
    advice: `Add \`${key}\`.`,
    ...(range === undefined ? {} : { range }),
  }));
}
