/** Options of yamllint's rules as JSON Schema, each with the value that it has where nobody sets it. */

export interface OptionSchema {
  readonly default: unknown;
  readonly description: string;
  readonly [keyword: string]: unknown;
}

export type OptionSchemas = Readonly<Record<string, OptionSchema>>;

/** A number of blanks; -1 lets any number be. */
export function spaces(usual: number, description: string): OptionSchema {
  return {
    type: "integer",
    minimum: -1,
    maximum: 1_000,
    default: usual,
    description: `${description} -1: any number.`,
  };
}

export function lines(usual: number, description: string): OptionSchema {
  return { type: "integer", minimum: 0, default: usual, description };
}

export function flag(usual: boolean, description: string): OptionSchema {
  return { type: "boolean", default: usual, description };
}

/** The first of the words is what it is where nobody sets it. */
export function choice(words: readonly (string | boolean)[], description: string): OptionSchema {
  return { enum: words, default: words[0], description };
}

export function patterns(description: string): OptionSchema {
  return { type: "array", items: { type: "string", format: "regex" }, default: [], description };
}
