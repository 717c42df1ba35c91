/**
 * Updates that take a version the day it comes out.
 *
 * Why: most packages that were taken over were found out within days; whoever waits a week never had them.
 *
 * Bad (.github/dependabot.yml):
 * ```yaml
 * version: 2
 * updates:
 *   - package-ecosystem: npm
 *     directory: /
 *     schedule:
 *       interval: daily
 * ```
 *
 * Good (.github/dependabot.yml):
 * ```yaml
 * version: 2
 * updates:
 *   - package-ecosystem: npm
 *     directory: /
 *     schedule:
 *       interval: daily
 *     cooldown:
 *       default-days: 7
 * ```
 *
 * Mend: set a cooldown.
 *
 * Waive: `# plumbline-disable-next-line security/dependabot/cooldown -- reason`
 */

import type { XStatic } from "typebox/schema";
import { at, textAt } from "../../../languages/workflow/node.ts";
import { updatesOf } from "../workflow/reading/dependabot.ts";
import { type Remark, workflowCheck } from "../workflow/reading/workflow-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    days: {
      type: "integer",
      minimum: 1,
      default: 7,
      description: "How many days a version has to be out before it is taken.",
    },
  },
  required: ["days"],
  additionalProperties: false,
} as const;

export default workflowCheck<XStatic<typeof optionsSchema>>(
  (document, { days = 7 }) =>
    updatesOf(document).flatMap(({ node, ecosystem }): readonly Remark[] => {
      const cooldown = at(node, "cooldown");
      const preset = textAt(cooldown, "default-days");
      const advice = `Set \`cooldown\` with \`default-days: ${days}\`.`;
      if (cooldown === undefined || preset === undefined)
        return [
          {
            at: ecosystem.range,
            message: `Dependabot takes a version of \`${ecosystem.text}\` the day it comes out, before anybody can have found what is wrong with it.`,
            advice,
          },
        ];
      if (typeof preset.value !== "number" || preset.value >= days) return [];
      return [
        {
          at: preset.range,
          message: `${preset.text} days are few for others to find what is wrong with a version.`,
          advice: `Write ${days} or more.`,
        },
      ];
    }),
  { kinds: ["dependabot"], options: optionsSchema },
);
