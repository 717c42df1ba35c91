/**
 * Actions whose repository is archived.
 *
 * Why: nobody mends them any more: they break with the next runner, and a hole in them stays open.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: actions/create-release@v1
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: gh release create "$GITHUB_REF_NAME"
 *         env:
 *           GH_TOKEN: ${{ github.token }}
 * ```
 *
 * Mend: use what took its place.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/archived-actions -- reason`
 */

import { isDynamic } from "../../../languages/workflow/node.ts";
import { readUses } from "../../../languages/workflow/uses.ts";
import { allSteps, workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

/** Repositories that their owners have closed. */
const archived: ReadonlySet<string> = new Set([
  "actions-rs/audit-check",
  "actions-rs/cargo",
  "actions-rs/clippy-check",
  "actions-rs/grcov",
  "actions-rs/tarpaulin",
  "actions-rs/toolchain",
  "actions/create-release",
  "actions/setup-elixir",
  "actions/setup-haskell",
  "actions/setup-ruby",
  "actions/upload-release-asset",
  "azure/container-scan",
  "google-github-actions/release-please-action",
  "hashicorp/terraform-github-actions",
]);

export default workflowCheck((document) => {
  const used = [
    ...(workflowOf(document)?.jobs ?? []).flatMap(({ uses }) => uses ?? []),
    ...allSteps(document).flatMap(({ step }) => step.uses ?? []),
  ];
  return used.flatMap((node): readonly Remark[] => {
    const uses = isDynamic(node) ? undefined : readUses(node.text);
    if (uses?.kind !== "repository" || !archived.has(uses.slug)) return [];
    return [
      {
        at: node.range,
        message: `\`${uses.owner}/${uses.repository}\` is archived: nobody mends it any more, not even when it becomes dangerous.`,
        advice: "Use the action that took its place, or a command of your own.",
      },
    ];
  });
});
