/**
 * Actions that do what the runner can do by itself.
 *
 * Why: each action is code of somebody else with the rights of the job, and here one line of the script does the same.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   release:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: softprops/action-gh-release@v2
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   release:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: gh release create "$GITHUB_REF_NAME" --generate-notes
 *         env:
 *           GH_TOKEN: ${{ github.token }}
 * ```
 *
 * Mend: run the program that the message names.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/needless-actions -- reason`
 */

import { readUses } from "../../../languages/workflow/uses.ts";
import { allSteps } from "../../../languages/workflow/workflow.ts";
import { workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

/** By action: what to run. */
const replacements: ReadonlyMap<string, string> = new Map([
  ["actions-ecosystem/action-add-labels", "`gh issue edit --add-label`"],
  ["actions-ecosystem/action-remove-labels", "`gh issue edit --remove-label`"],
  ["addnab/docker-run-action", "`docker run`"],
  ["dacbd/create-issue-action", "`gh issue create`"],
  ["dtolnay/rust-toolchain", "`rustup toolchain install`"],
  ["elgohr/github-release-action", "`gh release create`"],
  ["endbug/add-and-commit", "`git commit` and `git push`"],
  ["ncipollo/release-action", "`gh release create`"],
  ["peter-evans/create-or-update-comment", "`gh pr comment`"],
  ["peter-evans/create-pull-request", "`git push` and `gh pr create`"],
  ["sergeysova/jq-action", "`jq`"],
  ["softprops/action-gh-release", "`gh release create`"],
  ["stefanzweifel/git-auto-commit-action", "`git commit` and `git push`"],
  ["svenstaro/upload-release-action", "`gh release upload`"],
]);

export default workflowCheck((document) =>
  allSteps(document).flatMap(({ step: { uses } }) => {
    const read = uses && readUses(uses.text);
    const instead = read?.kind === "repository" && read.path === "" ? replacements.get(read.slug) : undefined;
    if (!uses || read?.kind !== "repository" || instead === undefined) return [];
    return [
      {
        at: uses.range,
        message: `\`${read.owner}/${read.repository}\` is code of somebody else for what every runner of GitHub's has: ${instead}.`,
        advice: `Run ${instead}.`,
      },
    ];
  }),
);
