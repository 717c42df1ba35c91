/** What is said of the documents that a change names: each that can be read against its template. */

import type { Observation } from "../../../core/check.ts";
import type { Differential } from "../../../core/differential.ts";
import { inCode } from "../request/places.ts";
import type { FoundDocuments } from "./find-document.ts";
import { judgeDocument } from "./judge-document.ts";
import { readTemplate, type TemplateName } from "./template.ts";

export interface Judging {
  /** Path of the organisation's template; empty = ours. */
  readonly template: string;
  readonly name: TemplateName;
  /** "design document". */
  readonly kind: string;
}

/** `undefined` where no document was found. */
export async function judgeFound(
  differential: Differential,
  { files, address, gaps }: FoundDocuments,
  { template: path, name, kind }: Judging,
): Promise<Observation | undefined> {
  const there = files.filter(({ at }) => at !== undefined);
  const first = there[0];
  if (first === undefined) return address === undefined ? undefined : { findings: [], note: address, gaps };

  const template = await readTemplate(differential, path, name);
  const judged = there.flatMap(({ path: document, text }) =>
    // A template that lies among its documents is full of placeholders, and means to be.
    text === undefined || document === path || /(?:^|[/_-])template\b/i.test(document)
      ? []
      : [judgeDocument(document, text, template, kind)],
  );
  const more = there.length > 1 ? ` and ${there.length - 1} more` : "";
  return {
    findings: judged.flatMap(({ findings }) => findings),
    gaps: [...gaps, ...(template.gap ? [template.gap] : []), ...judged.flatMap((each) => each.gaps)],
    note: `${inCode(first.path)}${more} ${first.where}`,
  };
}
