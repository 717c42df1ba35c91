/**
 * Actions and workflows that are not pinned to a commit.
 *
 * Why: tags and branches can be moved, and have been: whoever takes over the action's repository runs code with this job's token and secrets.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: octo-org/deploy@main
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: octo-org/deploy@8e8c483db84b4bee98b60c0593521ed34d9990e8 # v2.1.0
 * ```
 *
 * Mend: pin to the commit id of the version, and let a bot keep it fresh.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/unpinned-uses -- reason`
 */

import type { XStatic } from "typebox/schema";
import { matchName } from "../../../core/glob.ts";
import { isDynamic, type TextNode } from "../../../languages/workflow/node.ts";
import { isCommit, readUses, type RepositoryUses } from "../../../languages/workflow/uses.ts";
import { allSteps, workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    accept: {
      enum: ["commit", "version"],
      default: "commit",
      description: "What pins: a whole commit id alone, or a version tag too (`v4`, `v4.2.1`).",
    },
    trusted: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Repositories that need no pin, by `owner/repository`; `*` stands for any name: `actions/*`.",
    },
  },
  required: ["accept", "trusted"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

export default workflowCheck<Options>(
  (document, { accept = "commit", trusted = [] }) => {
    const isTrusted = trusted.map((pattern) => matchName(pattern.toLowerCase()));
    const used = [
      ...(workflowOf(document)?.jobs ?? []).flatMap(({ uses }) => uses ?? []),
      ...allSteps(document).flatMap(({ step }) => step.uses ?? []),
    ];
    return used.flatMap((node): readonly Remark[] => {
      const uses = isDynamic(node) ? undefined : readUses(node.text.trim());
      if (uses?.kind !== "repository" || uses.ref === undefined || isPinned(uses, accept)) return [];
      if (isTrusted.some((matches) => matches(uses.slug))) return [];
      return [remarkOn(node, uses)];
    });
  },
  { options: optionsSchema },
);

function isPinned({ ref }: RepositoryUses, accept: Options["accept"]): boolean {
  return isCommit(ref) || (accept === "version" && /\d/u.test(ref ?? ""));
}

function remarkOn({ text, range }: TextNode, { slug, ref = "" }: RepositoryUses): Remark {
  return {
    at: range,
    message: `\`${text.trim()}\` is whatever \`${ref}\` of \`${slug}\` points at when it runs, and whoever can move that runs code here.`,
    advice: "Pin it to a commit id, with the version in a comment behind it.",
  };
}
