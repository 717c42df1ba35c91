/** What every security check over Terraform is made of: inspectors by resource type, and how they say what they saw. */

import type { FileCheck } from "../../../../core/check.ts";
import type { Finding } from "../../../../core/finding.ts";
import type { Range } from "../../../../core/text.ts";
import type { HclDocument, JsonDocument } from "../../../../languages/parsed.ts";
import { gatherModules } from "./module-facts.ts";
import { type ModuleView, type Resource, viewOf } from "./module-view.ts";

/** What is wrong with a resource, in words that follow its address: "is open to the internet". */
export interface Remark {
  /** Of the resource's file. */
  readonly place: Range;
  readonly says: string;
  readonly mend: string;
  /** Another resource that the remark rests on. */
  readonly because?: { readonly resource: Resource; readonly says: string };
  /** The place holds a secret. */
  readonly secret?: { readonly evidence: string };
}

/** Looks at one resource; says nothing about whatever is unknown. */
export type Inspect = (resource: Resource, module: ModuleView) => Iterable<Remark>;

export interface Inspector {
  readonly on: readonly string[];
  readonly inspect: Inspect;
}

/** One place is told once, however many rows it offends. */
export function terraformCheck(
  ...inspectors: readonly (readonly Inspector[])[]
): FileCheck<object, HclDocument | JsonDocument> {
  const byType = new Map<string, Inspect[]>();
  for (const { on, inspect } of inspectors.flat()) {
    for (const type of on) byType.set(type, [...(byType.get(type) ?? []), inspect]);
  }
  return {
    scope: "file",
    languages: ["hcl", "json"],
    kinds: ["terraform", "terraform-json"],
    gather: gatherModules,
    look(document, { facts }) {
      const module = viewOf(document, facts);
      const findings = new Map<string, Finding>();
      for (const [type, resources] of module.own) {
        for (const inspect of byType.get(type) ?? []) {
          for (const resource of resources) {
            for (const remark of inspect(resource, module)) {
              const key = `${remark.place.join("-")} ${remark.says}`;
              if (!findings.has(key)) findings.set(key, findingOf(resource, remark));
            }
          }
        }
      }
      return { findings: [...findings.values()].sort(byPlace) };
    },
  };
}

function findingOf({ address, path }: Resource, { place, says, mend, because, secret }: Remark): Finding {
  return {
    message: `\`${address}\` ${says}.`,
    advice: mend,
    at: { path, range: place },
    ...(because && {
      related: [{ path: because.resource.path, range: because.resource.header, message: because.says }],
    }),
    ...(secret && { secret: true, evidence: secret.evidence }),
  };
}

function byPlace(left: Finding, right: Finding): number {
  return (left.at?.range[0] ?? 0) - (right.at?.range[0] ?? 0);
}
