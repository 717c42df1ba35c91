/**
 * Actions that install the newest version of a tool.
 *
 * Why: the action is pinned, and what it brings is another program each week, also on the day when that was taken over.
 *
 * Known are actions that install one tool and take its newest version unless an input says which: Terraform, OpenTofu, TFLint,
 * Helm, kubectl, gcloud, Trivy, the command line of 1Password.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   plan:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: hashicorp/setup-terraform@v3
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   plan:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: hashicorp/setup-terraform@v3
 *         with:
 *           terraform_version: 1.9.5
 * ```
 *
 * Mend: name the version.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/unpinned-tools -- reason`
 */

import { at, entryNamed, isDynamic } from "../../../languages/workflow/node.ts";
import { readUses } from "../../../languages/workflow/uses.ts";
import { allSteps } from "../../../languages/workflow/workflow.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

/** By action: the input that names the version, and what is installed. */
const installers: ReadonlyMap<string, readonly [input: string, tool: string]> = new Map([
  ["1password/load-secrets-action", ["version", "1Password's command line"]],
  ["aquasecurity/setup-trivy", ["version", "Trivy"]],
  ["azure/setup-helm", ["version", "Helm"]],
  ["azure/setup-kubectl", ["version", "kubectl"]],
  ["google-github-actions/setup-gcloud", ["version", "gcloud"]],
  ["hashicorp/setup-terraform", ["terraform_version", "Terraform"]],
  ["opentofu/setup-opentofu", ["tofu_version", "OpenTofu"]],
  ["terraform-linters/setup-tflint", ["tflint_version", "TFLint"]],
]);

export default workflowCheck((document) =>
  allSteps(document).flatMap(({ step }) => {
    const uses = step.uses && readUses(step.uses.text);
    const [input, tool] = (uses?.kind === "repository" && uses.path === "" && installers.get(uses.slug)) || [];
    const given = at(step.node, "with");
    if (!step.uses || input === undefined || tool === undefined || isDynamic(given)) return [];
    const version = entryNamed(given, input)?.value;
    if (version !== undefined && !(version.type === "text" && /^(?:|latest)$/iu.test(version.text))) return [];
    return [
      {
        at: version === undefined || version.range[0] === version.range[1] ? step.uses.range : version.range,
        message: `This installs whichever version of ${tool} is the newest when the job runs.`,
        advice: `Name a version in \`${input}\`.`,
      },
    ];
  }),
);
