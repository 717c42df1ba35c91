/**
 * Images that are another one tomorrow.
 *
 * Why: with `latest`, or the newest AMI of anybody, the same code starts other software tomorrow, and nobody has reviewed that.
 *
 * Told are container images that are written out with `latest` or without any tag, and `aws_ami` data sources that take the most recent
 * image without saying whose. What comes from a variable is not known and not told.
 *
 * Bad (cluster/proxy.tf):
 * ```hcl
 * data "aws_ami" "base" {
 *   most_recent = true
 *
 *   filter {
 *     name   = "name"
 *     values = ["ubuntu-24.04-*"]
 *   }
 * }
 * ```
 *
 * Good (cluster/proxy.tf):
 * ```hcl
 * data "aws_ami" "base" {
 *   most_recent = true
 *   owners      = ["099720109477"]
 *
 *   filter {
 *     name   = "name"
 *     values = ["ubuntu-24.04-*"]
 *   }
 * }
 * ```
 *
 * Mend: name a version or a digest; for an AMI, name its owner.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/unpinned-image -- reason`
 */

import type { Finding } from "../../../core/finding.ts";
import type { Range } from "../../../core/text.ts";
import { walk } from "../../../languages/eslint-language.ts";
import { attributeOf, blocksOf, literalText, placeIn } from "../../../languages/hcl/module/module.ts";
import type { Declaration, FileSummary } from "../../../languages/hcl/module/summary.ts";
import type { HclExpression, HclObjectItem } from "../../../languages/hcl/tree.ts";
import { declarationCheck } from "./module/declaration-check.ts";
import { addressOf, blocksWithin, textsIn } from "./module/resources.ts";

export default declarationCheck({
  judge: (file) =>
    file.declarations.flatMap((declaration) => {
      if (declaration.kind === "data") return declaration.type === "aws_ami" ? anybodysImage(file, declaration) : [];
      return declaration.kind === "resource" ? containerImages(file, declaration) : [];
    }),
});

/** Arguments and filters that say whose image it is, or which one. */
const ownerArguments = ["owners", "executable_users"];
const ownerFilters = new Set(["owner-id", "owner-alias", "image-id", "product-code"]);

function anybodysImage(file: FileSummary, source: Declaration): readonly Finding[] {
  const newest = attributeOf(source, "most_recent");
  if (newest?.expression.type !== "HclLiteral" || newest.expression.value !== true) return [];
  if (ownerArguments.some((name) => attributeOf(source, name)) || blocksOf(source, "dynamic").length > 0) return [];
  const filters = blocksOf(source, "filter").map((filter) => literalText(attributeOf(filter, "name")?.expression));
  if (filters.some((name) => name === undefined || ownerFilters.has(name))) return [];
  return [
    {
      message: `\`${addressOf(source)}\` takes the newest image of that name, whoever published it.`,
      advice: "Name the accounts that you trust in `owners`.",
      at: placeIn(file, newest.whole),
    },
  ];
}

/** Resources whose blocks have an `image`, and those that take containers as JSON. */
const containerTypes = /^(?:kubernetes_|google_cloud_run_|azurerm_container_)/u;
const jsonArguments: ReadonlyMap<string, string> = new Map([
  ["aws_ecs_task_definition", "container_definitions"],
  ["aws_batch_job_definition", "container_properties"],
]);
const ownArguments: ReadonlyMap<string, string> = new Map([
  ["aws_lambda_function", "image_uri"],
  ["docker_container", "image"],
]);

interface Image {
  readonly name: string;
  readonly range: Range;
}

function containerImages(file: FileSummary, resource: Declaration): readonly Finding[] {
  const found = imagesOf(resource).flatMap((image) => {
    const problem = problemOf(image.name);
    return problem === undefined ? [] : [{ image, problem }];
  });
  return found.map(({ image, problem }) => ({
    message: `The image \`${image.name}\` of \`${addressOf(resource)}\` ${problem}, so a restart may bring other software.`,
    advice: "Name a version, or better a digest.",
    at: placeIn(file, image.range),
  }));
}

function imagesOf(resource: Declaration): readonly Image[] {
  const type = resource.type ?? "";
  const inBlocks = containerTypes.test(type) ? [...blocksWithin(resource.blocks)] : [];
  const own = attributeOf(resource, ownArguments.get(type) ?? "");
  const json = attributeOf(resource, jsonArguments.get(type) ?? "");
  return [
    ...inBlocks.flatMap((block) => imageAt(attributeOf(block, "image")?.expression)),
    ...imageAt(own?.expression),
    ...(json ? imagesInJson(json.expression) : []),
  ];
}

function imageAt(expression: HclExpression | undefined): readonly Image[] {
  if (expression?.type !== "HclTemplate") return [];
  // Of a name in pieces, only a tag that is written out is known.
  const last = expression.parts.at(-1);
  if (last?.type !== "HclText") return [];
  const isWhole = expression.parts.length === 1;
  const tag = /:[\w.-]+$/u.exec(last.value)?.[0];
  if (!isWhole && tag === undefined) return [];
  return [{ name: isWhole ? last.value : `…${tag ?? ""}`, range: expression.range }];
}

/** In `jsonencode(…)` as keys of objects, in a string or heredoc as text. */
function imagesInJson(expression: HclExpression): readonly Image[] {
  const images: Image[] = [];
  for (const { node, entering } of walk(expression)) {
    if (!entering || !isObjectItem(node)) continue;
    const key = node.key.type === "HclName" ? node.key.name : literalText(node.key);
    if (key === "image") images.push(...imageAt(node.value));
  }
  if (expression.type !== "HclTemplate") return images;
  for (const { raw, range } of textsIn(expression)) {
    for (const match of raw.matchAll(/\\?"image\\?"\s*:\s*\\?"([^"\\\s]+)\\?"/gu)) {
      const start = range[0] + match.index;
      images.push({ name: match[1] ?? "", range: [start, start + match[0].length] });
    }
  }
  return images;
}

function isObjectItem(node: { readonly type: string }): node is HclObjectItem {
  return node.type === "HclObjectItem";
}

/** `undefined` also for what does not look like the name of an image: somebody fills it in later. */
function problemOf(name: string): string | undefined {
  if (!/^…?[a-z0-9]?[\w./:-]*$/u.test(name) || name.includes("@") || name === "") return undefined;
  const tag = name.slice(name.lastIndexOf("/") + 1).split(":")[1];
  if (tag === undefined) return "has no tag and means `latest`";
  return tag === "latest" ? "is whatever was pushed last" : undefined;
}
