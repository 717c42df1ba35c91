/**
 * Tokens and keys in well-known formats.
 *
 * Why: whoever can read the repository, today or in its history, can use them, and robots find them within minutes.
 *
 * Only formats that name themselves count (GitHub, GitLab, AWS, Slack, Google, Stripe, npm, PyPI, SendGrid, Terraform Cloud, Vault,
 * Azure storage and others, and random passwords in URLs). Placeholders, variables and documented examples do not, nor tokens of
 * GitHub, npm, Grafana and age whose check digits are wrong: no service has ever given them out.
 *
 * Bad (deploy/app.env):
 * ```text
 * DATABASE_URL=postgres://api:q7Zr2LxV9tKd@db.internal:5432/api
 * ```
 *
 * Good (deploy/app.env):
 * ```text
 * DATABASE_URL=postgres://api:${DATABASE_PASSWORD}@db.internal:5432/api
 * ```
 *
 * Mend: revoke it first, since it stays in the history; then read it from a secret store or an environment variable.
 *
 * Waive: it is not waivable by default; list a path under `ignore`, or make the value recognisable as an example.
 */

import type { FileCheck, Observation } from "../../../core/check.ts";
import type { Document } from "../../../core/document.ts";
import type { Finding } from "../../../core/finding.ts";
import { evidenceOf, masked } from "./secrets/evidence.ts";
import { entropyOf, isPlaceholder } from "./secrets/randomness.ts";
import { tokenFormats, type TokenFormat } from "./secrets/token-formats.ts";

const mostFindings = 50;

const check: FileCheck<object> = { scope: "file", look };
export default check;

function look(document: Document): Observation {
  const { text } = document;
  const findings = tokenFormats
    .filter((format) => format.literals.some((literal) => text.includes(literal)))
    .flatMap((format) => findingsOf(format, document));
  return { findings: findings.sort(byPlace).slice(0, mostFindings) };
}

function findingsOf(format: TokenFormat, { path, text }: Document): readonly Finding[] {
  const findings: Finding[] = [];
  for (const match of text.matchAll(format.pattern)) {
    const { value = match[0], random = value } = match.groups ?? {};
    if (isPlaceholder(value) || entropyOf(random) < format.entropy) continue;
    if (format.isReal && !format.isReal(value, match)) continue;
    const start = match.index + match[0].lastIndexOf(value);
    const shown = format.shown?.(match) ?? masked(value);
    findings.push({
      message: `${capitalised(format.name)} (\`${shown}\`) stands here: whoever can read the repository, now or in its history, can use it.`,
      advice: "Revoke it now, then read it from a secret store or an environment variable.",
      at: { path, range: [start, start + value.length] },
      evidence: evidenceOf(value),
      secret: true,
    });
    if (findings.length >= mostFindings) break;
  }
  return findings;
}

function byPlace(left: Finding, right: Finding): number {
  return (left.at?.range[0] ?? 0) - (right.at?.range[0] ?? 0);
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
