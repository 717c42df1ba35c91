/** Keeps what one check found to be a secret out of what every other check says about the same document. */

import type { Document } from "./document.ts";
import type { Finding } from "./finding.ts";
import type { Range } from "./text.ts";

/** Shorter texts are too common to be taken for the secret wherever they stand. */
const shortestSecret = 8;

/**
 * Findings that touch a line with a secret lose their excerpt and their fix, which would quote the line; the secret's
 * own text is masked (first four characters) in every message.
 */
export function maskSecrets<Each extends { readonly finding: Finding }>(
  findings: readonly Each[],
  document: Document,
): readonly Each[] {
  const places = findings.flatMap(({ finding }) => (finding.secret && finding.at ? [finding.at.range] : []));
  if (places.length === 0) return findings;
  const secrets = places
    .map(([start, end]) => document.text.slice(start, end))
    .filter((text) => text.length >= shortestSecret);
  const lines = places.map((range) => linesOf(range, document));

  return findings.map((each) => ({ ...each, finding: masked(each.finding, lines, secrets, document) }));
}

type Lines = readonly [first: number, last: number];

function masked(
  finding: Finding,
  secretLines: readonly Lines[],
  secrets: readonly string[],
  document: Document,
): Finding {
  const { fix, ...rest } = finding;
  const touched = [finding.at?.range, ...(fix?.edits.map((edit) => edit.range) ?? [])]
    .filter((range): range is Range => range !== undefined)
    .map((range) => linesOf(range, document));
  const isNear = touched.some(([first, last]) => secretLines.some(([from, to]) => from <= last && to >= first));
  return {
    ...rest,
    message: withoutSecrets(finding.message, secrets),
    ...(finding.advice === undefined ? {} : { advice: withoutSecrets(finding.advice, secrets) }),
    ...(finding.related
      ? { related: finding.related.map((place) => ({ ...place, message: withoutSecrets(place.message, secrets) })) }
      : {}),
    ...(isNear ? { secret: true } : fix ? { fix } : {}),
  };
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masking, secret) => masking.replaceAll(secret, `${secret.slice(0, 4)}…`), text);
}

function linesOf([start, end]: Range, { lines }: Document): Lines {
  return [lines.position(start).line, lines.position(Math.max(start, end - 1)).line];
}
