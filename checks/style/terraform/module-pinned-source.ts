/**
 * Modules fetched from a repository without a fixed revision.
 *
 * Why: a branch moves: the same code plans something else tomorrow, and nobody has reviewed that.
 *
 * Bad (network/main.tf):
 * ```hcl
 * module "vpc" {
 *   source = "git::https://git.example.com/network/vpc.git?ref=main"
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * module "vpc" {
 *   source = "git::https://git.example.com/network/vpc.git?ref=v3.1.0"
 * }
 * ```
 *
 * Mend: put a tag or a commit behind `?ref=`.
 *
 * Waive: `# plumbline-disable-next-line style/terraform/module-pinned-source -- reason`
 */

import type { XStatic } from "typebox/schema";
import { evaluate } from "../../../languages/hcl/evaluate.ts";
import { readModuleSource } from "../../../languages/hcl/module/module-source.ts";
import { attributeOf, declarationsOf, placeIn } from "../../../languages/hcl/module/module.ts";
import { moduleScope } from "../../../languages/hcl/module/scope.ts";
import { moduleCheck } from "./module/module-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    style: {
      enum: ["flexible", "semver"],
      default: "flexible",
      description:
        "`flexible`: any tag, commit or branch that is no default branch. `semver`: a version such as `v1.2.3`.",
    },
    defaultBranches: {
      type: "array",
      items: { type: "string" },
      default: ["master", "main", "default", "develop"],
      description: "Branches that move, and therefore pin nothing.",
    },
  },
  required: ["style", "defaultBranches"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

const version = /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/u;

export default moduleCheck<Options>({
  options: optionsSchema,
  tflint: {
    rule: "terraform_module_pinned_source",
    follow(settings, options) {
      const style = settings.get("style");
      const branches = settings.get("default_branches");
      return {
        style: style === "semver" || style === "flexible" ? style : options.style,
        defaultBranches: Array.isArray(branches)
          ? branches.filter((branch) => typeof branch === "string")
          : options.defaultBranches,
      };
    },
  },
  toleratesGaps: true,
  judge(module, options) {
    const scope = moduleScope(module);
    return declarationsOf(module, "module").flatMap((call) => {
      const attribute = attributeOf(call, "source");
      const source = attribute && evaluate(attribute.expression, scope);
      if (!attribute || typeof source !== "string") return [];
      const problem = unpinned(source, options);
      if (!problem) return [];
      const at = placeIn(call.file, attribute.expression.range);
      return [{ ...problem, at, evidence: `${call.name}: ${problem.message}` }];
    });
  },
});

interface Problem {
  readonly message: string;
  readonly advice: string;
}

function unpinned(source: string, { style, defaultBranches }: Options): Problem | undefined {
  const read = readModuleSource(source);
  if (read.kind !== "git" && read.kind !== "mercurial") return undefined;
  const name = read.query.has("rev") || read.kind === "mercurial" ? "rev" : "ref";
  const revision = read.query.get(name) ?? "";
  if (revision === "") {
    return {
      message: `\`${source}\` names no revision, so every \`init\` may fetch another module.`,
      advice: `Add \`?${name}=\` with a tag or a commit.`,
    };
  }
  if (defaultBranches.includes(revision)) {
    return {
      message: `\`${name}=${revision}\` is a branch that moves, so every \`init\` may fetch another module.`,
      advice: `Put a tag or a commit behind \`${name}=\`.`,
    };
  }
  if (style !== "semver" || version.test(revision)) return undefined;
  return {
    message: `\`${name}=${revision}\` is no version such as \`v1.2.3\`, so nobody can tell how large an update is.`,
    advice: `Put the tag of a release behind \`${name}=\`.`,
  };
}
