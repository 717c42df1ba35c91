/**
 * Names that do not follow the convention.
 *
 * Why: one shape for all names lets people guess and grep them; a renamed resource is a destroyed and re-created one, so the shape is best settled in review.
 *
 * Bad (network/main.tf):
 * ```hcl
 * variable "vpcName" {
 *   type = string
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * variable "vpc_name" {
 *   type = string
 * }
 * ```
 *
 * Mend: rename it, for a resource together with a `moved` block.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/naming-convention -- reason`
 */

import { placeIn } from "../../../languages/hcl/module/module.ts";
import type { Declaration, DeclarationKind } from "../../../languages/hcl/module/summary.ts";
import { declarationCheck } from "./module/declaration-check.ts";
import { textSetting } from "./module/tflint-settings.ts";
import type { ValueMap } from "../../../languages/hcl/value.ts";
import { namingFormat, type NamingFormat, type NamingWords } from "./module/naming-format.ts";

const format = {
  enum: ["snake_case", "mixed_snake_case", "none"],
  default: "snake_case",
  description: "Shape of names: `snake_case`, `mixed_snake_case` (capitals allowed) or `none` for any.",
} as const;
const custom = {
  type: "string",
  format: "regex",
  default: "",
  description: "A regular expression (RE2) that names match, in place of `format`.",
} as const;
const ofKind = { type: "object", properties: { format, custom }, additionalProperties: false } as const;

const kinds = ["check", "data", "ephemeral", "local", "module", "output", "resource", "variable"] as const;

const optionsSchema = {
  type: "object",
  properties: {
    format,
    custom,
    kinds: {
      type: "object",
      properties: Object.fromEntries(kinds.map((kind) => [kind, ofKind])),
      additionalProperties: false,
      default: {},
      description: "Other shapes for single kinds: `{ local: { format: none } }`.",
    },
  },
  required: ["format", "custom", "kinds"],
  additionalProperties: false,
} as const;

interface Options extends NamingWords {
  readonly kinds: Readonly<Partial<Record<string, NamingWords>>>;
}

export default declarationCheck<Options>({
  options: optionsSchema,
  tflint: { rule: "terraform_naming_convention", follow },
  judge(file, options) {
    const formats = new Map<DeclarationKind, NamingFormat | undefined>();
    for (const kind of kinds) formats.set(kind, namingFormat(options.kinds[kind] ?? options));
    return file.declarations.flatMap((declaration) => {
      const wanted = formats.get(declaration.kind);
      if (!wanted || declaration.name === "" || wanted.accepts(declaration.name)) return [];
      return [
        {
          message: `The name \`${declaration.name}\` of this ${nounOf(declaration)} is not ${wanted.title}, as names here are.`,
          advice: wanted.suggest
            ? `Call it \`${wanted.suggest(declaration.name)}\`.`
            : `Choose a name that matches ${wanted.title}.`,
          at: placeIn(file, declaration.place),
        },
      ];
    });
  },
});

/** tflint calls local values `locals`, and lets formats be named and then referred to. */
function follow(settings: ValueMap, options: Options): Options {
  const formats = settings.get("custom_formats");
  const words = (from: ValueMap, fallback: NamingWords): NamingWords => {
    const format = textSetting(from, "format");
    const named = format !== undefined && formats instanceof Map ? formats.get(format) : undefined;
    const pattern = named instanceof Map ? textSetting(named, "regex") : undefined;
    const own = textSetting(from, "custom") ?? pattern;
    if (own !== undefined) return { custom: own };
    return format === undefined ? fallback : { format };
  };
  const overall = words(settings, options);
  const ofKinds = kinds.flatMap((kind) => {
    const block = settings.get(kind === "local" ? "locals" : kind);
    return block instanceof Map ? [[kind, words(block, overall)] as const] : [];
  });
  return { ...overall, kinds: { ...options.kinds, ...Object.fromEntries(ofKinds) } };
}

function nounOf({ kind }: Declaration): string {
  if (kind === "data") return "data source";
  return kind === "local" ? "local value" : kind;
}
