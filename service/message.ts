/** An error in words for a log: what happened, never what was being sent or read. */

import { statusOf } from "../github/api.ts";

const lengthAtMost = 200;

/** GitHub's refusals quote the value they refuse, and parsers quote what they cannot parse: all of that is left out. */
export function messageOf(error: unknown): string {
  const status = statusOf(error);
  const words = wordsOf(error);
  return status === undefined ? words : `GitHub answered with status ${status}: ${words}`;
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error === "string" ? unquoted(error) : "an error without words";
  const types = typesOf(error);
  return types.length > 0 ? `GitHub's GraphQL answered ${types.join(", ")}` : unquoted(error.message);
}

/** The kinds of GraphQL's errors; their messages name paths and quote values. */
function typesOf(error: Error): readonly string[] {
  if (error.name !== "GraphqlResponseError" || !("errors" in error) || !Array.isArray(error.errors)) return [];
  const types = error.errors.map((each: { type?: unknown }) =>
    typeof each.type === "string" ? each.type : "an error",
  );
  return [...new Set(types)];
}

function unquoted(message: string): string {
  const [first = ""] = message.split("\n");
  return first.replace(/[:,]?\s*["{[].*$/u, "").slice(0, lengthAtMost);
}
