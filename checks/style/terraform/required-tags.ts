/**
 * Resources without the tags that an organisation asks for.
 *
 * Why: without an owner on it nobody knows whom to call when a machine misbehaves, and without a cost centre nobody who pays for it.
 *
 * `tags` of AWS and Azure and `labels` of Google are looked at, with `default_tags` and `default_labels` of a provider in the module,
 * or in the modules of this tree that call it: what each of them sets is no longer missing.
 * It asks for nothing until the option says what for. Tags that nobody can know stay untold.
 *
 * Bad (compute/main.tf):
 * ```hcl
 * resource "aws_instance" "web" {
 *   ami  = "ami-0123456789abcdef0"
 *   tags = { Name = "web" }
 * }
 * ```
 *
 * Good (compute/main.tf):
 * ```hcl
 * resource "aws_instance" "web" {
 *   ami  = "ami-0123456789abcdef0"
 *   tags = { Name = "web", owner = "edge" }
 * }
 * ```
 *
 * Mend: add the tags, best once in `default_tags` of the provider.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/required-tags -- reason`
 */

import type { XStatic } from "typebox/schema";
import type { FileCheck } from "../../../core/check.ts";
import { isMap } from "../../../languages/hcl/value.ts";
import type { HclDocument, JsonDocument } from "../../../languages/parsed.ts";
import { gatherModules } from "../../security/terraform/reading/module-facts.ts";
import { type ModuleView, type Resource, viewOf } from "../../security/terraform/reading/module-view.ts";
import type { Reading } from "../../security/terraform/reading/section.ts";
import { gatherInheritedTags, type InheritedTags, readInheritedTags } from "./module/inherited-tags.ts";
import { moduleKinds } from "./module/kinds.ts";

const optionsSchema = {
  type: "object",
  properties: {
    tags: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Keys that every resource needs, such as `owner`.",
    },
    types: {
      type: "array",
      items: { type: "string" },
      default: [],
      description:
        "Types of resources to look at; where the list is empty, every resource that has tags written on it.",
    },
  },
  required: ["tags", "types"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

const check: FileCheck<Options, HclDocument | JsonDocument> = {
  scope: "file",
  languages: ["hcl", "json"],
  kinds: moduleKinds,
  options: optionsSchema,
  async gather(documents, trees, { options }) {
    if (options.tags.length === 0) return new Map();
    const facts = await gatherModules(documents, trees, { options: {}, schemas: {} });
    const inherited = await gatherInheritedTags(documents, trees);
    return new Map([...facts].map(([path, own]) => [path, { ...own, inherited: inherited.get(path) ?? [] }]));
  },
  look(document, { options, facts }) {
    if (options.tags.length === 0) return { findings: [], skipped: "no tags are asked for" };
    const module = viewOf(document, facts);
    const inherited = readInheritedTags(facts?.["inherited"]);
    const wanted = new Set(options.types);
    const findings = [...module.own].flatMap(([type, resources]) => {
      const attribute = tagAttribute(type);
      if (attribute === undefined || (wanted.size > 0 && !wanted.has(type))) return [];
      return resources.flatMap(({ section, address, path }) => {
        const reading = section.read(attribute);
        if (wanted.size === 0 && reading.state === "absent") return [];
        const missing = missingTags(options.tags, [reading, ...defaultsFor(attribute, module)]).filter(
          (tag) => !isInherited(tag, attribute, inherited),
        );
        if (missing.length === 0) return [];
        return [
          {
            message: `\`${address}\` has no ${missing.map((tag) => `\`${tag}\``).join(", ")} among its ${attribute}.`,
            advice: `Add ${missing.length === 1 ? "it" : "them"}, or set ${missing.length === 1 ? "it" : "them"} once for the provider.`,
            at: { path, range: reading.place },
          },
        ];
      });
    });
    return { findings };
  },
};
export default check;

function tagAttribute(type: string): "tags" | "labels" | undefined {
  if (type.startsWith("google_")) return "labels";
  return type.startsWith("aws_") || type.startsWith("azurerm_") ? "tags" : undefined;
}

function defaultsFor(attribute: string, module: ModuleView): readonly Reading[] {
  const providers: readonly Resource[] = module.ofType("provider");
  if (attribute === "labels") return providers.map(({ section }) => section.read("default_labels"));
  return providers.flatMap(({ section }) => section.sections("default_tags").list.map((each) => each.read("tags")));
}

/** Every caller sets it, or nobody can know whether one does. */
function isInherited(tag: string, attribute: "tags" | "labels", callers: readonly InheritedTags[]): boolean {
  return callers.length > 0 && callers.every((caller) => caller[attribute]?.includes(tag) ?? true);
}

/** Nothing is missing for certain where a part of the tags is unknown. */
function missingTags(tags: readonly string[], readings: readonly Reading[]): readonly string[] {
  if (readings.some(({ state }) => state === "unknown")) return [];
  const keys = new Set<string>();
  for (const reading of readings) {
    if (reading.state !== "known") continue;
    if (!isMap(reading.value)) return [];
    for (const [key, value] of reading.value) if (value !== null) keys.add(key);
  }
  return tags.filter((tag) => !keys.has(tag));
}
