/** Keeps what one check found to be a secret out of what every other check says about the same document. */

import type { Document } from "./document.ts";
import type { Finding } from "./finding.ts";
import { type Range, touchesRange } from "./text.ts";

/** Shorter texts are too common to be taken for the secret wherever they stand. */
const shortestSecret = 8;

/** As people are shown it: the first four characters at most, which in most formats are the format's own; of short ones fewer. */
export function maskedSecret(secret: string): string {
  const shown = secret.length >= 12 ? 4 : secret.length >= shortestSecret ? 2 : 0;
  return `${secret.slice(0, shown)}…`;
}

/**
 * Findings that touch a line with a secret lose their excerpt and their fix, which would quote the line; the secret's
 * own text is masked in every message.
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
  const mask = masker(secrets);
  const isNear = nearness(places.map((range) => linesOf(range, document)));

  return findings.map((each) => ({ ...each, finding: masked(each.finding, isNear, mask, document) }));
}

type Lines = readonly [first: number, last: number];

function masked(
  finding: Finding,
  isNear: (lines: Lines) => boolean,
  mask: (text: string) => string,
  document: Document,
): Finding {
  const { fix, ...rest } = finding;
  const touched = [finding.at?.range, ...(fix?.edits.map((edit) => edit.range) ?? [])]
    .filter((range): range is Range => range !== undefined)
    .map((range) => linesOf(range, document));
  return {
    ...rest,
    message: mask(finding.message),
    ...(finding.advice === undefined ? {} : { advice: mask(finding.advice) }),
    ...(finding.related
      ? { related: finding.related.map((place) => ({ ...place, message: mask(place.message) })) }
      : {}),
    ...(touched.some(isNear) ? { secret: true } : fix ? { fix } : {}),
  };
}

/**
 * Masks every secret in a text in one walk over it: a file can hold ten thousand secrets, and each of them as many
 * findings. Of secrets that begin alike the longest is masked.
 */
function masker(secrets: readonly string[]): (text: string) => string {
  // By how they begin, then by length, the longest first: secrets of one make begin alike.
  const byStart = new Map<string, Map<number, Set<string>>>();
  for (const secret of [...secrets].sort((one, other) => other.length - one.length)) {
    const start = secret.slice(0, shortestSecret);
    const alike = byStart.get(start) ?? new Map<number, Set<string>>();
    byStart.set(start, alike);
    alike.set(secret.length, (alike.get(secret.length) ?? new Set()).add(secret));
  }

  function secretAt(text: string, at: number): string | undefined {
    for (const [length, alike] of byStart.get(text.slice(at, at + shortestSecret)) ?? []) {
      const candidate = text.slice(at, at + length);
      if (alike.has(candidate)) return candidate;
    }
    return undefined;
  }

  return (text) => {
    let shown = "";
    let from = 0;
    for (let at = 0; at + shortestSecret <= text.length;) {
      const secret = secretAt(text, at);
      if (secret === undefined) {
        at += 1;
        continue;
      }
      shown += text.slice(from, at) + maskedSecret(secret);
      at += secret.length;
      from = at;
    }
    return shown + text.slice(from);
  };
}

/** Whether lines touch a line with a secret. */
function nearness(places: readonly Lines[]): (lines: Lines) => boolean {
  const merged: [first: number, last: number][] = [];
  for (const [first, last] of [...places].sort((one, other) => one[0] - other[0])) {
    const before = merged.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return ([first, last]) => touchesRange(merged, first, last);
}

function linesOf([start, end]: Range, { lines }: Document): Lines {
  return [lines.position(start).line, lines.position(Math.max(start, end - 1)).line];
}
