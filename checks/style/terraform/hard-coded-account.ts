/**
 * AWS account numbers in ARNs, and regions or zones inside modules that others call.
 *
 * Why: the code works in one account and one region; copied to the next it still points at the first, and a staging role reads production.
 *
 * Accounts are told everywhere but in the defaults of variables. Regions and zones are told only in modules that set up no provider and
 * no backend of their own, since a root module has to name its region somewhere.
 *
 * Bad (modules/queue/main.tf):
 * ```hcl
 * resource "aws_sqs_queue_policy" "orders" {
 *   policy = jsonencode({ Principal = { AWS = "arn:aws:iam::123456789012:role/orders" } })
 * }
 * ```
 *
 * Good (modules/queue/main.tf):
 * ```hcl
 * data "aws_caller_identity" "current" {}
 *
 * resource "aws_sqs_queue_policy" "orders" {
 *   policy = jsonencode({ Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/orders" } })
 * }
 * ```
 *
 * Mend: read the account from `aws_caller_identity` and the region from `aws_region`, or take them as variables.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/hard-coded-account -- reason`
 */

import type { XStatic } from "typebox/schema";
import type { Finding } from "../../../core/finding.ts";
import type { Range } from "../../../core/text.ts";
import { blocksOf, placeIn, titleOf } from "../../../languages/hcl/module/module.ts";
import type { ModuleDeclaration, TerraformModule } from "../../../languages/hcl/module/module.ts";
import type { HclText } from "../../../languages/hcl/tree.ts";
import { moduleCheck } from "./module/module-check.ts";
import { blocksWithin, textsIn } from "./module/resources.ts";

const optionsSchema = {
  type: "object",
  properties: {
    accounts: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Account numbers that may be written out, such as those of AWS's own services.",
    },
    regions: { type: "boolean", default: true, description: "Tell of regions and zones inside modules too." },
  },
  required: ["accounts", "regions"],
  additionalProperties: false,
} as const;

const looksAt = new Set<ModuleDeclaration["kind"]>(["resource", "data", "module", "local", "output"]);

export default moduleCheck<XStatic<typeof optionsSchema>>({
  options: optionsSchema,
  toleratesGaps: true,
  judge(module, { accounts, regions }) {
    const isCalled = regions && isForOthers(module);
    return module.declarations
      .filter(({ kind }) => looksAt.has(kind))
      .flatMap((declaration) =>
        textsOf(declaration).flatMap((text) => [
          ...accountsIn(text, declaration).filter(({ evidence }) => !accounts.includes(evidence)),
          ...(isCalled ? regionIn(text, declaration) : []),
        ]),
      );
  },
});

/** Who sets up a provider or a backend is a root, and runs in one place. */
function isForOthers({ declarations, gaps }: TerraformModule): boolean {
  if (gaps.length > 0) return false;
  return !declarations.some(
    (each) =>
      each.kind === "provider" ||
      (each.kind === "terraform" && ["backend", "cloud"].some((type) => blocksOf(each, type).length > 0)),
  );
}

function textsOf({ attributes, blocks }: ModuleDeclaration): readonly HclText[] {
  const bodies = [{ attributes }, ...blocksWithin(blocks)];
  return bodies.flatMap((body) => body.attributes.flatMap(({ expression }) => textsIn(expression)));
}

interface AccountFinding extends Finding {
  /** The account. */
  readonly evidence: string;
}

const accountInArn = /\barn:aws[\w-]*:[\w-]*:[\w-]*:(?<account>\d{12}):/dgu;

function accountsIn(text: HclText, declaration: ModuleDeclaration): readonly AccountFinding[] {
  return [...text.raw.matchAll(accountInArn)].map((match) => {
    const account = match.groups?.["account"] ?? "";
    return {
      message: `\`${titleOf(declaration)}\` names the account ${account}, so its code works there and nowhere else.`,
      advice: "Read it from `data.aws_caller_identity`, or take it as a variable.",
      at: placeIn(declaration.file, rangeOf(text, declaration, match.indices?.groups?.["account"])),
      evidence: account,
    };
  });
}

/** In JSON, what is inside a string has the place of the whole string. */
function rangeOf(
  { range }: HclText,
  { file }: ModuleDeclaration,
  inside: readonly [number, number] | undefined,
): Range {
  if (!inside || file.syntax === "json") return range;
  return [range[0] + inside[0], range[0] + inside[1]];
}

/** A region, or a zone of one, and nothing else. */
const region =
  /^(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d[a-z]?$/u;

function regionIn(text: HclText, declaration: ModuleDeclaration): readonly Finding[] {
  if (!region.test(text.value)) return [];
  const noun = /[a-z]$/u.test(text.value) ? "zone" : "region";
  return [
    {
      message: `\`${titleOf(declaration)}\` names the ${noun} \`${text.value}\` inside a module, so whoever calls it elsewhere gets a part of it there.`,
      advice: `Take the ${noun} as a variable, or read it from \`data.aws_${noun === "zone" ? "availability_zones" : "region"}\`.`,
      at: placeIn(declaration.file, text.range),
    },
  ];
}
