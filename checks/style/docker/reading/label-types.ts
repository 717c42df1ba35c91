/** Labels of an image, and the forms that their values are asked to have. */

import type { Range } from "../../../../core/text.ts";
import { pairOf } from "../../../../languages/dockerfile/variables.ts";
import type { DockerfileInstruction } from "../../../../languages/dockerfile/tree.ts";
import type { LabelType } from "../../../../languages/foreign/hadolint.ts";

export interface ImageLabel {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
}

export function labelsOf({ keyword, words, bodyText, body }: DockerfileInstruction): readonly ImageLabel[] {
  if (keyword !== "LABEL") return [];
  const [first] = words;
  // The old form has blanks between name and value, and goes on to the end of the line.
  if (first && !first.value.includes("=")) {
    return [{ name: first.value, value: bodyText.slice(first.value.length).trim(), range: body }];
  }
  return words.map(({ value: written, range }) => {
    const { name, value = "" } = pairOf(written);
    return { name, value, range };
  });
}

interface Form {
  readonly fits: RegExp;
  readonly what: string;
  readonly example: string;
}

const forms: Readonly<Record<Exclude<LabelType, "text">, Form>> = {
  rfc3339: {
    fits: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/u,
    what: "time after RFC 3339",
    example: "2026-03-01T12:00:00Z",
  },
  semver: {
    fits: /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/u,
    what: "semantic version",
    example: "1.4.2",
  },
  url: { fits: /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/u, what: "URL", example: "https://example.com/api" },
  hash: { fits: /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/iu, what: "hash of a commit", example: "4f1c9d2" },
  spdx: {
    fits: /^\(*[A-Za-z0-9][A-Za-z0-9.:+-]*(?:\)*\s+(?:AND|OR|WITH)\s+\(*[A-Za-z0-9][A-Za-z0-9.:+-]*)*\)*$/u,
    what: "SPDX licence identifier",
    example: "Apache-2.0",
  },
  email: { fits: /^[^\s@<>]+@[^\s@<>]+$/u, what: "e-mail address", example: "platform@example.com" },
};

/** Longer values are not looked at. */
const longest = 1_000;

/** What a value is asked to be and is not; `undefined` where it is, or is filled in during the build. */
export function unfit(value: string, type: LabelType): Form | undefined {
  if (type === "text" || value.includes("$") || value.length > longest) return undefined;
  const form = forms[type];
  return form.fits.test(value) ? undefined : form;
}
