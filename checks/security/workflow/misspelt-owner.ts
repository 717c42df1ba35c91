/**
 * Actions whose owner is a slip away from a well-known one.
 *
 * Why: names like these are taken by people who wait for the slip, and their code runs with the job's token.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: action/checkout@v4
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
 * Mend: write the name that is meant.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/misspelt-owner -- reason`
 */

import { isDynamic } from "../../../languages/workflow/node.ts";
import { readUses } from "../../../languages/workflow/uses.ts";
import { allSteps, workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

/** Owners of much used actions, and those of their repositories that a misspelling aims at. */
const popular: readonly string[] = [
  "actions/cache",
  "actions/checkout",
  "actions/download-artifact",
  "actions/github-script",
  "actions/setup-dotnet",
  "actions/setup-go",
  "actions/setup-java",
  "actions/setup-node",
  "actions/setup-python",
  "actions/upload-artifact",
  "aws-actions/configure-aws-credentials",
  "azure/login",
  "codecov/codecov-action",
  "docker/build-push-action",
  "docker/login-action",
  "docker/metadata-action",
  "docker/setup-buildx-action",
  "docker/setup-qemu-action",
  "github/codeql-action",
  "google-github-actions/auth",
  "hashicorp/setup-terraform",
  "pypa/gh-action-pypi-publish",
  "softprops/action-gh-release",
];

export default workflowCheck((document) => {
  const used = [
    ...(workflowOf(document)?.jobs ?? []).flatMap(({ uses }) => uses ?? []),
    ...allSteps(document).flatMap(({ step }) => step.uses ?? []),
  ];
  return used.flatMap((node): readonly Remark[] => {
    const uses = isDynamic(node) ? undefined : readUses(node.text);
    const meant = uses?.kind === "repository" ? meantBy(uses.slug) : undefined;
    if (meant === undefined) return [];
    return [
      {
        at: node.range,
        message: `\`${node.text}\` is one letter away from \`${meant}\`, and belongs to somebody else.`,
        advice: `Write \`${meant}\` if that is what is meant.`,
      },
    ];
  });
});

/** The same repository of an owner whose name differs by one slip. */
function meantBy(slug: string): string | undefined {
  const [owner = "", repository = ""] = slug.split("/");
  return popular.find((each) => {
    const [known = "", name = ""] = each.split("/");
    return name === repository && known !== owner && isSlip(owner, known);
  });
}

/** One letter more, less or other, or two that changed places. */
function isSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
