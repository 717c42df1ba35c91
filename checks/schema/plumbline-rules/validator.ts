/** What a precompiled validator looks like; the code behind it is generated from a JSON Schema. */

/** The parts of an ajv error (with `verbose`) that a message needs. */
export interface SchemaError {
  /** JSON pointer to the value that is wrong. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  readonly data?: unknown;
  readonly parentSchema?: { readonly properties?: Readonly<Record<string, unknown>> };
}

export interface Validator<T = unknown> {
  (data: unknown): data is T;
  /** Of the last call; `null` or missing where it was sound. */
  readonly errors?: readonly SchemaError[] | null;
}
