/**
 * Real values of passwords, keys and tokens, told by the name that they are set to.
 *
 * Why: whoever can read the repository, today or in its history, can use them, and most services cannot tell who does.
 *
 * Names are read in every language and in plain text: `DB_PASSWORD`, `clientSecret`, `spring.mail.password`, entries of a
 * Kubernetes Secret (decoded). A value counts where it looks drawn by chance, a password also where it looks like one that a person made up.
 * References, variables, templates, placeholders, hashes, encrypted values, checksums and public keys never do; nor do lock files and samples.
 *
 * Bad (deploy/api.properties):
 * ```text
 * spring.datasource.username=api
 * spring.datasource.password=q7Zr2LxV9tKdW4pB
 * ```
 *
 * Good (deploy/api.properties):
 * ```text
 * spring.datasource.username=api
 * spring.datasource.password=${DATABASE_PASSWORD}
 * ```
 *
 * Bad (k8s/database.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Secret
 * metadata:
 *   name: database
 * data:
 *   password: cTdacjJMeFY5dEtkVzRwQg==
 * ```
 *
 * Good (k8s/database.yaml):
 * ```yaml
 * apiVersion: external-secrets.io/v1
 * kind: ExternalSecret
 * metadata:
 *   name: database
 * spec:
 *   data:
 *     - secretKey: password
 *       remoteRef:
 *         key: database/password
 * ```
 *
 * Mend: change it where it is used, since it stays in the history; then read it from a secret store or an environment variable.
 *
 * Waive: `# plumbline-disable-next-line security/text/assigned-secret -- reason`
 */

import type { XStatic } from "typebox/schema";
import type { FileCheck, FileContext, Observation } from "../../../core/check.ts";
import type { Finding } from "../../../core/finding.ts";
import type { ParsedDocument } from "../../../languages/parsed.ts";
import type { Ignoring } from "./secrets/allowed.ts";
import type { AssignedSecret } from "./secrets/assigned.ts";
import { evidenceOf, masked } from "./secrets/evidence.ts";
import { mayHoldSecrets } from "./secrets/hints.ts";

const optionsSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    random: { type: "boolean", default: true, description: "Values that look drawn by chance." },
    handmade: { type: "boolean", default: true, description: "Passwords that look as if a person had made them up." },
    ignore: {
      type: "array",
      default: [],
      items: { type: "string", minLength: 1, format: "regex" },
      description:
        "Values that guard nothing: patterns (RE2) of the whole value, or `sha256:` and at least 16 digits of its SHA-256.",
    },
  },
} as const;

type Options = XStatic<typeof optionsSchema>;

const mostFindings = 50;

const check: FileCheck<Options, ParsedDocument> = { scope: "file", options: optionsSchema, look };
export default check;

async function look(document: ParsedDocument, { options }: FileContext<Options>): Promise<Observation> {
  if (!mayHoldSecrets(document.text)) return { findings: [] };
  const { assignedSecretsIn } = await import("./secrets/search.ts");
  const { ignores, gaps } = await ignoringOf(options.ignore ?? []);
  const findings = assignedSecretsIn(document)
    .filter(({ verdict, value }) => options[verdict] !== false && !ignores(value))
    .slice(0, mostFindings)
    .map((secret) => findingOf(secret, document.path));
  return { findings, ...(gaps.length > 0 && { gaps }) };
}

/** Patterns of owners need an engine of their own, which few rules have to load. */
async function ignoringOf(words: readonly string[]): Promise<Ignoring> {
  if (words.length === 0) return { ignores: () => false, gaps: [] };
  return (await import("./secrets/allowed.ts")).ignoring(words);
}

function findingOf(secret: AssignedSecret, path: string): Finding {
  return {
    message: `${saying(secret)}: whoever can read the repository, now or in its history, can use it.`,
    advice: "Change it where it is used, then read it from a secret store or an environment variable.",
    at: { path, range: secret.range },
    evidence: evidenceOf(secret.value),
    secret: true,
  };
}

function saying({ name, value, verdict, isEncoded, what }: AssignedSecret): string {
  const shown = `\`${masked(value)}\`${isEncoded ? ", behind base64, which hides nothing" : ""}`;
  if (what !== undefined) return `\`${name}\` holds ${what} (${shown})`;
  if (verdict === "random")
    return `\`${name}\` is set to a value that looks drawn by chance, as real secrets are (${shown})`;
  return `\`${name}\` is set to what looks like a real password (${shown})`;
}
