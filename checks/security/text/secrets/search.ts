/** The secrets of a document that are told by the names that they are set to, each place once. */

import type { Range } from "../../../../core/text.ts";
import type { ParsedDocument } from "../../../../languages/parsed.ts";
import { type AssignedSecret, secretOf } from "./assigned.ts";
import { assignmentsIn } from "./assignments.ts";
import { holdsNoSecrets } from "./paths.ts";

const most = 100;

/** Several rules ask for the secrets of one document. */
const known = new WeakMap<ParsedDocument, readonly AssignedSecret[]>();

/** In the order in which they are met; at most a hundred. */
export function assignedSecretsIn(document: ParsedDocument): readonly AssignedSecret[] {
  const before = known.get(document);
  if (before) return before;
  const secrets = holdsNoSecrets(document.path) ? [] : search(document);
  known.set(document, secrets);
  return secrets;
}

function search(document: ParsedDocument): readonly AssignedSecret[] {
  const secrets: AssignedSecret[] = [];
  for (const assignment of assignmentsIn(document)) {
    const secret = secretOf(assignment);
    if (!secret) continue;
    const range = withoutQuotes(document.text, secret.range);
    if (secrets.some(({ range: [start, end] }) => start < range[1] && range[0] < end)) continue;
    secrets.push({ ...secret, range });
    if (secrets.length >= most) break;
  }
  return secrets;
}

function withoutQuotes(text: string, [start, end]: Range): Range {
  const quote = text.charAt(start);
  const isQuoted = (quote === '"' || quote === "'") && end - start > 1 && text.charAt(end - 1) === quote;
  return isQuoted ? [start + 1, end - 1] : [start, end];
}
