/**
 * Actions that a team has decided not to use.
 *
 * Why: every action runs with the job's token; a team that has looked at some of them wants to hear of the others.
 *
 * Which ones, the options `allow` and `deny` say; without them it says nothing.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: octo-org/deploy@v2
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: actions/checkout@v4
 * ```
 *
 * Mend: use an action that is allowed, or have this one looked at.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/forbidden-uses -- reason`
 */

import type { XStatic } from "typebox/schema";
import { matchName } from "../../../core/glob.ts";
import { isDynamic } from "../../../languages/workflow/node.ts";
import { readUses } from "../../../languages/workflow/uses.ts";
import { allSteps, workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

const names = { type: "array", items: { type: "string" }, default: [] } as const;
const optionsSchema = {
  type: "object",
  properties: {
    allow: {
      ...names,
      description: "Repositories whose actions may be used, by `owner/repository` with `*`; empty = all.",
    },
    deny: { ...names, description: "Repositories whose actions may not be used." },
  },
  required: ["allow", "deny"],
  additionalProperties: false,
} as const;

export default workflowCheck<XStatic<typeof optionsSchema>>(
  (document, { allow = [], deny = [] }) => {
    const matcher = (patterns: readonly string[]) => {
      const matchers = patterns.map((pattern) => matchName(pattern.toLowerCase()));
      return (slug: string) => matchers.some((matches) => matches(slug));
    };
    const [isAllowed, isDenied] = [matcher(allow), matcher(deny)];
    const used = [
      ...(workflowOf(document)?.jobs ?? []).flatMap(({ uses }) => uses ?? []),
      ...allSteps(document).flatMap(({ step }) => step.uses ?? []),
    ];
    return used.flatMap((node): readonly Remark[] => {
      const uses = isDynamic(node) ? undefined : readUses(node.text);
      if (uses?.kind !== "repository") return [];
      if (!isDenied(uses.slug) && (allow.length === 0 || isAllowed(uses.slug))) return [];
      const message = `This team does not use \`${uses.owner}/${uses.repository}\`.`;
      return [{ at: node.range, message, advice: "Use an action that the rule's options allow, or ask their owners." }];
    });
  },
  { options: optionsSchema },
);
