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
import { evidenceOf } from "./secrets/evidence.ts";
import { tokensIn } from "./secrets/tokens.ts";

const mostFindings = 50;

const check: FileCheck<object> = { scope: "file", look };
export default check;

function look({ path, text }: Document): Observation {
  const findings = tokensIn(text, mostFindings).map(({ name, shown, value, range }) => ({
    message: `${capitalised(name)} (\`${shown}\`) stands here: whoever can read the repository, now or in its history, can use it.`,
    advice: "Revoke it now, then read it from a secret store or an environment variable.",
    at: { path, range },
    evidence: evidenceOf(value),
    secret: true,
  }));
  return { findings };
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
