/**
 * Tokens of GitHub Apps that may do more, or live longer, than a job needs.
 *
 * Why: whoever gets hold of the token can do in all repositories of the installation whatever the app may do.
 *
 * Told are tokens that are not taken back at the end of the job, tokens for all repositories of an owner, and tokens with all
 * rights of the app.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   release:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: actions/create-github-app-token@v2
 *         with:
 *           app-id: ${{ vars.APP_ID }}
 *           private-key: ${{ secrets.APP_KEY }}
 *           owner: octo-org
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   release:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: actions/create-github-app-token@v2
 *         with:
 *           app-id: ${{ vars.APP_ID }}
 *           private-key: ${{ secrets.APP_KEY }}
 *           owner: octo-org
 *           repositories: infrastructure
 *           permission-contents: write
 * ```
 *
 * Mend: name repositories and rights, and let the action take the token back.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/app-token-rights -- reason`
 */

import { at, entriesOf, entryNamed, isDynamic } from "../../../languages/workflow/node.ts";
import { majorOf, readUses } from "../../../languages/workflow/uses.ts";
import { allSteps, type Step } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck((document) => allSteps(document).flatMap(({ step }) => judge(step)));

function judge({ uses, node }: Step): readonly Remark[] {
  const read = uses && readUses(uses.text);
  if (!uses || read?.kind !== "repository" || read.slug !== "actions/create-github-app-token") return [];
  const given = at(node, "with");
  if (isDynamic(given)) return [];
  const kept = entryNamed(given, "skip-token-revoke") ?? entryNamed(given, "skip_token_revoke");
  const owner = entryNamed(given, "owner");
  const remarks: Remark[] = [];
  if (kept?.value.type === "text" && /^(?:true|1)$/iu.test(kept.value.text)) {
    remarks.push({
      at: kept.key.range,
      message: "This token is not taken back at the end of the job, and works on for an hour.",
      advice: `Delete \`${kept.name}\`.`,
    });
  }
  if (owner && entryNamed(given, "repositories") === undefined) {
    remarks.push({
      at: owner.key.range,
      message: "This token is good for every repository of the owner that the app is installed in.",
      advice: "Name those that are needed in `repositories`.",
    });
  }
  // The first version could not narrow the rights.
  if (majorOf(read.ref) !== 1 && !entriesOf(given).some(({ name }) => /^permission-/iu.test(name))) {
    remarks.push({
      at: uses.range,
      message: "This token has every right that the app has.",
      advice: "Name those that are needed: `permission-contents: read`.",
    });
  }
  return remarks;
}
