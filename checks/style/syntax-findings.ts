/** What a parser could not read, as findings: each where it stands, in the parser's words. */

import type { Finding } from "../../core/finding.ts";
import type { ParsedDocument } from "../../languages/parsed.ts";

/** `consequence` is a sentence about the whole file: what the mistakes mean to those who deploy it, said once. */
export function syntaxFindings(
  { path, problems }: Pick<ParsedDocument, "path" | "problems">,
  consequence?: string,
): readonly Finding[] {
  return problems.map(({ message, advice, range }, index) => ({
    message: index === 0 && consequence !== undefined ? `${message} ${consequence}` : message,
    ...(advice !== undefined && { advice }),
    at: { path, range },
  }));
}
