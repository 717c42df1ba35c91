/** Finds the `.pint.hcl` above a rule file, and what it asks of a rule. Read at the base: it can silence as well as ask. */

import type { Facts, Trees } from "../../../../core/check.ts";
import type { Document } from "../../../../core/document.ts";
import {
  asksOf,
  readPintConfiguration,
  type PintAsk,
  type PintConfiguration,
} from "../../../../languages/prometheus/pint-configuration.ts";
import type { PrometheusRule } from "../../../../languages/prometheus/rule-groups.ts";

const fileName = ".pint.hcl";

export async function gatherPint(documents: readonly Document[], { base }: Trees): Promise<ReadonlyMap<string, Facts>> {
  const candidates = new Set(documents.flatMap(({ path }) => above(path)));
  const contents = await base.read([...candidates]);
  const facts = new Map<string, Facts>();
  for (const { path } of documents) {
    for (const candidate of above(path)) {
      const content = contents.get(candidate);
      if (content?.kind !== "text") continue;
      facts.set(path, { pint: content.text, within: path.slice(candidate.length - fileName.length) });
      break;
    }
  }
  return facts;
}

/** From the file's own folder up to the top. */
function above(path: string): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  const nested = folders.map((_, index) => `${folders.slice(0, folders.length - index).join("/")}/${fileName}`);
  return [...nested, fileName];
}

export interface NearestPint {
  readonly configuration: PintConfiguration;
  /** The path of the document, seen from the folder of the configuration. */
  readonly within: string;
}

/** The configuration that `gatherPint` found for a document. */
export function pintOf(facts: Facts | undefined): NearestPint | undefined {
  const text = facts?.["pint"];
  const within = facts?.["within"];
  if (typeof text !== "string" || typeof within !== "string") return undefined;
  return { configuration: readPintConfiguration(text), within };
}

export function pintAsks(facts: Facts | undefined, kind: string, rule: PrometheusRule): readonly PintAsk[] {
  const pint = pintOf(facts);
  return pint ? asksOf(pint.configuration, kind, rule, pint.within) : [];
}

/** An advice with the owner's own words behind it, where a block has some. */
export function withComment(advice: string, { texts }: PintAsk): string {
  const comment = texts.get("comment")?.[0]?.trim() ?? "";
  if (comment === "" || comment.includes("{{")) return advice;
  return `${advice} The team says: ${/[.!?]$/u.test(comment) ? comment : `${comment}.`}`;
}
