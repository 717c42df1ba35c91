/** What ends the reading of an expression: the first place where it stops being PromQL. */

import type { Range } from "../../core/text.ts";

export class PromqlSyntaxError extends Error {
  readonly range: Range;
  readonly advice: string | undefined;

  constructor(message: string, range: Range, advice?: string) {
    super(message);
    this.name = "PromqlSyntaxError";
    this.range = range;
    this.advice = advice;
  }
}
