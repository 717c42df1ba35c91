/** The options of `config-test/command`: what is run, and how its output is read. */

import type { MatcherPattern } from "./problem-matcher.ts";
import type { ResultFormat } from "./readers.ts";

export interface CommandOptions {
  readonly run: readonly string[];
  readonly format: ResultFormat | "matcher";
  readonly matcher: readonly MatcherPattern[];
}

const group = { type: "integer", minimum: 0, maximum: 99 };

export const commandOptionsSchema = {
  type: "object",
  properties: {
    run: {
      type: "array",
      items: { type: "string", minLength: 1, maxLength: 500 },
      maxItems: 50,
      default: [],
      description: "The command and its arguments; `{files}` stands for the changed files. No shell reads it.",
    },
    format: {
      enum: ["sarif", "checkstyle", "rdjson", "rdjsonl", "junit", "gitlab", "matcher"],
      default: "sarif",
      description: "What it prints. `matcher`: plain lines, read by the patterns of `matcher`.",
    },
    matcher: {
      type: "array",
      maxItems: 10,
      default: [],
      description: "The `pattern` list of a GitHub problem matcher.",
      items: {
        type: "object",
        properties: {
          regexp: { type: "string", format: "regex", maxLength: 1_000 },
          file: group,
          line: group,
          column: group,
          severity: group,
          code: group,
          message: group,
          loop: { type: "boolean" },
        },
        required: ["regexp"],
        additionalProperties: false,
      },
    },
  },
  required: ["run", "format", "matcher"],
  additionalProperties: false,
};
