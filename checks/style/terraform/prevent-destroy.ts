/**
 * Databases, buckets and disks without `prevent_destroy`.
 *
 * Why: it is the one line that stops a wrong plan before it deletes what cannot be made again.
 *
 * Bad (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine = "postgres"
 * }
 * ```
 *
 * Good (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine = "postgres"
 *
 *   lifecycle {
 *     prevent_destroy = true
 *   }
 * }
 * ```
 *
 * Mend: add `lifecycle { prevent_destroy = true }`; whoever means to delete it takes the line out first.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/prevent-destroy -- reason`
 */

import type { XStatic } from "typebox/schema";
import type { FileCheck } from "../../../core/check.ts";
import { summarizeFile } from "../../../languages/hcl/module/summarize.ts";
import { attributeOf, blocksOf } from "../../../languages/hcl/module/module.ts";
import type { HclDocument, JsonDocument } from "../../../languages/parsed.ts";
import { moduleKinds } from "./module/kinds.ts";
import { statefulTypes } from "./stateful/types.ts";

const optionsSchema = {
  type: "object",
  properties: {
    types: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Types of resources that need it; where the list is empty, databases, buckets, disks and keys.",
    },
  },
  required: ["types"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

const check: FileCheck<Options, HclDocument | JsonDocument> = {
  scope: "file",
  languages: ["hcl", "json"],
  kinds: moduleKinds,
  options: optionsSchema,
  look(document, { options }) {
    const types = options.types.length > 0 ? new Set(options.types) : new Set(statefulTypes.keys());
    const { declarations, isOverride } = summarizeFile(document);
    if (isOverride) return { findings: [] };
    const bare = declarations.filter((each) => {
      if (each.kind !== "resource" || !types.has(each.type ?? "")) return false;
      // What is written there is meant, also `false`.
      return !blocksOf(each, "lifecycle").some((lifecycle) => attributeOf(lifecycle, "prevent_destroy"));
    });
    return {
      findings: bare.map(({ type, name, place }) => ({
        message: `\`${type ?? ""}.${name}\` holds data and can be destroyed by any plan.`,
        advice: "Add `lifecycle { prevent_destroy = true }`.",
        at: { path: document.path, range: place },
      })),
    };
  },
};
export default check;
