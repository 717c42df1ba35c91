/**
 * Guards that trust a bot by whoever acted last.
 *
 * Why: a stranger can make a bot act on their pull request, and the run with all rights then takes their code for the bot's.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: pull_request_target
 * jobs:
 *   merge:
 *     if: github.actor == 'dependabot[bot]'
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: ./merge
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: pull_request_target
 * jobs:
 *   merge:
 *     if: github.event.pull_request.user.login == 'dependabot[bot]'
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: ./merge
 * ```
 *
 * Mend: ask who opened the pull request.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/bot-conditions -- reason`
 */

import { type Expression, nodesOf, pathOf } from "../../../languages/github-expression/tree.ts";
import { workflowOf } from "../../../languages/workflow/workflow.ts";
import { sitesIn } from "./reading/sites.ts";
import { isPrivileged } from "./reading/triggers.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

const actors: ReadonlySet<string> = new Set(["github.actor", "github.triggering_actor", "github.event.sender.login"]);

export default workflowCheck(
  (document) => {
    const workflow = workflowOf(document);
    if (workflow === undefined || !isPrivileged(workflow)) return [];
    return sitesIn(document)
      .filter(({ place }) => place.endsWith(".if"))
      .flatMap(({ expressions }) =>
        expressions.flatMap(({ expression, place }) =>
          (expression ? [...nodesOf(expression)] : []).filter(asksForBot).map((node) => ({
            at: place(node.range),
            message:
              "This asks who did the last thing, not who wrote the change: a bot's own commit on top lets anything pass.",
            advice: "Ask for the author: `github.event.pull_request.user.login`.",
          })),
        ),
      );
  },
  { kinds: ["github-workflow"] },
);

function asksForBot(node: Expression): boolean {
  if (node.type !== "binary" || node.operator !== "==") return false;
  const sides = [node.left, node.right];
  const isActor = sides.some((side) => actors.has(pathOf(side)?.join(".") ?? ""));
  return (
    isActor &&
    sides.some((side) => side.type === "literal" && typeof side.value === "string" && side.value.endsWith("[bot]"))
  );
}
