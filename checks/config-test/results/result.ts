/** One thing that some tool found, whatever format it was told in: a path and a line as the tool writes them. */

export interface ToolResultEntry {
  /** As written; it is mapped to a file of the change, or believed in no file. */
  readonly file: string | undefined;
  /** From 1. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly message: string;
  /** What the tool calls its rule. */
  readonly code?: string;
  /** What the tool knows the result by when lines move. */
  readonly fingerprint?: string;
}

/** What a file of results says beside its results. */
export interface ToolIdentity {
  readonly tool?: string;
  readonly version?: string;
}

/** At most so many results, `mostResults` unless told. `undefined` = the text is not of this format. */
export type ReadResults = (text: string, most?: number) => readonly ToolResultEntry[] | undefined;

export const mostResults = 1_000;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value behind keys, one below the other; `undefined` where one of them is missing. */
export function valueAt(value: unknown, ...keys: readonly (string | number)[]): unknown {
  let at: unknown = value;
  for (const key of keys) {
    if (Array.isArray(at) && typeof key === "number") at = (at as readonly unknown[])[key];
    else if (isRecord(at) && typeof key === "string" && Object.hasOwn(at, key)) at = at[key];
    else return undefined;
  }
  return at;
}

export function textAt(value: unknown, ...keys: readonly (string | number)[]): string | undefined {
  const found = valueAt(value, ...keys);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** Numbers as such and as digits: XML has no other. */
export function countAt(value: unknown, ...keys: readonly (string | number)[]): number | undefined {
  const found = valueAt(value, ...keys);
  const number = typeof found === "string" && /^\d{1,9}$/u.test(found) ? Number(found) : found;
  return typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

export function listAt(value: unknown, ...keys: readonly (string | number)[]): readonly unknown[] {
  const found = valueAt(value, ...keys);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function codeAt(value: unknown, ...keys: readonly (string | number)[]): Pick<ToolResultEntry, "code"> {
  const code = textAt(value, ...keys);
  return code === undefined ? {} : { code };
}

export function fingerprintAt(
  value: unknown,
  ...keys: readonly (string | number)[]
): Pick<ToolResultEntry, "fingerprint"> {
  const fingerprint = textAt(value, ...keys);
  return fingerprint === undefined ? {} : { fingerprint };
}

/** As people read it. */
export function withCode({ message, code }: Pick<ToolResultEntry, "message" | "code">): string {
  return code === undefined || message.includes(`[${code}]`) ? message : `${message} [${code}]`;
}
