/**
 * Packages published with a token instead of the workflow's identity.
 *
 * Why: a stored token works for whoever gets hold of it, until somebody takes it back; an identity is made for one run.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: cargo publish
 *         env:
 *           CARGO_REGISTRY_TOKEN: ${{ secrets.CARGO_REGISTRY_TOKEN }}
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     permissions:
 *       id-token: write
 *     steps:
 *       - id: identity
 *         uses: rust-lang/crates-io-auth-action@v1
 *       - run: cargo publish
 *         env:
 *           CARGO_REGISTRY_TOKEN: ${{ steps.identity.outputs.token }}
 * ```
 *
 * Mend: set the workflow up as a trusted publisher at the registry.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/trusted-publishing -- reason`
 */

import { entryNamed, at, isDynamic, textAt, type TextNode } from "../../../languages/workflow/node.ts";
import { readUses } from "../../../languages/workflow/uses.ts";
import { allSteps, type PlacedStep } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck((document) =>
  allSteps(document).flatMap((placed): readonly Remark[] => {
    const { uses, run } = placed.step;
    if (uses !== undefined) return byAction(uses, placed);
    return run === undefined ? [] : byCommand(run, placed);
  }),
);

/** Inputs that hold a token which lives for ever. */
const tokenInputs: ReadonlyMap<string, readonly string[]> = new Map([
  ["pypa/gh-action-pypi-publish", ["password"]],
  ["rubygems/release-gem", ["setup-trusted-publisher"]],
  ["rubygems/configure-rubygems-credentials", ["api-token"]],
]);

function byAction(uses: TextNode, { step }: PlacedStep): readonly Remark[] {
  const read = isDynamic(uses) ? undefined : readUses(uses.text);
  if (read?.kind !== "repository") return [];
  const given = (tokenInputs.get(read.slug) ?? []).map((name) => entryNamed(at(step.node, "with"), name));
  const token = given.find(
    (entry) =>
      entry !== undefined && (entry.name !== "setup-trusted-publisher" || textAt(entry.value)?.text === "false"),
  );
  return token === undefined ? [] : [remarkAt(uses)];
}

/** With line ends of shells (`\`, `` ` ``, `^`) taken for blanks. */
const commands =
  /(?:^|[;&|\n]|\bexec\b|\brun\b)[ \t]*(?:\w+=\S+[ \t]+)*(?:cargo[ \t]+(?:\+\S+[ \t]+)?publish\b|(?:bundle[ \t]+exec[ \t]+)?gem[ \t]+push\b|(?:dotnet[ \t]+)?nuget(?:\.exe)?[ \t]+push\b|(?:uv[ \t]+publish|poetry[ \t]+publish|(?:python\d*[ \t]+-m[ \t]+|uvx[ \t]+|pipx[ \t]+run[ \t]+)?twine[ \t]+upload|hatch[ \t]+publish|pdm[ \t]+publish|uv[ \t]+run[ \t]+twine[ \t]+upload)\b|(?:npm|pnpm|bun)[ \t]+publish\b|yarn[ \t]+npm[ \t]+publish\b)(?![^\n]*[ \t](?:--dry-run|-n)\b)/iu;

function byCommand(run: TextNode, { job, workflow }: PlacedStep): readonly Remark[] {
  const text = run.text.replaceAll(/^[ \t]*#.*$/gmu, "").replaceAll(/[ \t]*[\\`^][ \t]*\n[ \t]*/gu, " ");
  if (!commands.test(text)) return [];
  if (mayIssueTokens(job?.node) || (at(job?.node, "permissions") === undefined && mayIssueTokens(workflow?.root)))
    return [];
  return [remarkAt(run)];
}

/** A job that may ask for an identity most likely does. */
function mayIssueTokens(owner: Parameters<typeof at>[0]): boolean {
  return (
    textAt(owner, "permissions", "id-token")?.text === "write" || textAt(owner, "permissions")?.text === "write-all"
  );
}

function remarkAt({ range }: TextNode): Remark {
  return {
    at: range,
    message: "This publishes with a token that lives until somebody takes it back, and works from anywhere.",
    advice: "Let the registry trust this workflow (trusted publishing), and give the job `id-token: write`.",
  };
}
