/** The part of OpenAPI that Kubernetes describes its objects with: our shards and the schemas of custom resources alike. */

/** Keys not listed here are not judged. A mapping's unknown keys are mistakes unless something below lets them in. */
export interface StructuralSchema {
  /** Name of another definition; only in shards. */
  readonly $ref?: string;
  readonly type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  /** `true`: any key with any value. */
  readonly additionalProperties?: StructuralSchema | boolean;
  readonly required?: readonly string[];
  readonly items?: StructuralSchema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  /** `quantity` is a word of our own: a number, or a text like `500m` or `2Gi`. */
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly nullable?: boolean;
  readonly default?: unknown;
  readonly allOf?: readonly StructuralSchema[];
  readonly anyOf?: readonly StructuralSchema[];
  readonly oneOf?: readonly StructuralSchema[];
  readonly not?: StructuralSchema;
  readonly "x-kubernetes-int-or-string"?: boolean;
  /** Unknown keys are kept; those that are described are still judged. */
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  /** A whole object of Kubernetes: `apiVersion`, `kind` and `metadata` stand beside what is described. */
  readonly "x-kubernetes-embedded-resource"?: boolean;
}

/** What one API group brings; `core` also holds whatever several groups share. */
export interface Shard {
  readonly source: string;
  readonly licence: string;
  /** By `apps/v1/Deployment`. */
  readonly kinds: Readonly<Record<string, ShardKind>>;
  /** Every form that a definition has had in the versions offered. */
  readonly definitions: Readonly<Record<string, readonly Variant[]>>;
}

export interface ShardKind {
  readonly definition: string;
  readonly namespaced?: true;
  /** Missing: in all versions. */
  readonly in?: readonly string[];
}

export interface Variant {
  /** Missing: in all versions that have it. */
  readonly in?: readonly string[];
  readonly schema: StructuralSchema;
}
