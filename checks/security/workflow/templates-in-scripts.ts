/**
 * Expressions in scripts that are not plain constants.
 *
 * Why: `${{ }}` is filled in before the shell reads the script, so quotes around it protect nothing, and a value that is harmless today may come from somebody else tomorrow.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make "${{ inputs.target }}"
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make "$TARGET"
 *         env:
 *           TARGET: ${{ inputs.target }}
 * ```
 *
 * Mend: put the value into a variable of `env` and read that in the script.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/templates-in-scripts -- reason`
 */

import { type Expression, pathOf } from "../../../languages/github-expression/tree.ts";
import { at, entryNamed, isDynamic } from "../../../languages/workflow/node.ts";
import type { ExpressionSite } from "../../../languages/workflow/sites.ts";
import { type Workflow, workflowOf } from "../../../languages/workflow/workflow.ts";
import { isScript } from "./reading/scripts.ts";
import { sitesIn } from "./reading/sites.ts";
import { untrustedPath, valuesOf } from "./reading/untrusted.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck((document) =>
  sitesIn(document)
    .filter(isScript)
    .flatMap((site) =>
      site.expressions.flatMap(({ expression, range, source }) => {
        const values = expression ? valuesOf(expression) : [];
        const open = values.filter((value) => !isHarmless(value, site, workflowOf(document)));
        // What strangers write is told by `template-injection`.
        if (open.length === 0 || values.some((value) => untrustedPath(value) !== undefined)) return [];
        return [
          {
            at: range,
            message: `\`${source.trim().replaceAll(/\s+/gu, " ")}\` becomes a part of this script before it runs, whatever it holds by then.`,
            advice: "Hand it on in `env`, and let the script read the variable.",
          },
        ];
      }),
    ),
);

/** Made by GitHub, of letters and digits alone. */
const plain =
  /^(?:github\.(?:sha|run_id|run_number|run_attempt|workspace|actor_id|repository_id|repository_owner_id|retention_days|action_path|job|ref_type|ref_protected|event_path|api_url|server_url|graphql_url|workflow_sha|event\.(?:number|pull_request\.(?:number|head\.sha|base\.sha|merge_commit_sha)|issue\.number|after|before))|runner\..*|strategy\..*|steps\.[^.]+\.(?:outcome|conclusion)|needs\.[^.]+\.result|secrets\..*|github\.event\.pull_request\.(?:draft|merged|head\.repo\.fork)|job\.status)$/u;

function isHarmless(value: Expression, { step, job }: ExpressionSite, workflow: Workflow | undefined): boolean {
  if (value.type === "literal") return true;
  const path = pathOf(value);
  if (path === undefined) return false;
  if (plain.test(path.join("."))) return true;
  const [context, name] = path;
  if (context !== "env" || name === undefined) return false;
  const set = [step?.node, job?.node, workflow?.root].flatMap(
    (owner) => entryNamed(at(owner, "env"), name)?.value ?? [],
  );
  return set[0] !== undefined && !isDynamic(set[0]);
}
