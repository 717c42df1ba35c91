/**
 * Shells that the job's runner does not have.
 *
 * Why: GitHub refuses the step before its first line runs.
 *
 * Where the runner's system is not known, whatever any system has is taken.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: Get-ChildItem
 *         shell: powershell
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: Get-ChildItem
 *         shell: pwsh
 * ```
 *
 * Mend: write `bash`, `sh`, `pwsh`, `python`, on Windows `cmd` or `powershell`, or a command with `{0}`.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/shell-names -- reason`
 */

import {
  at,
  isDynamic,
  oneOrMore,
  textAt,
  type TextNode,
  type WorkflowNode,
} from "../../../languages/workflow/node.ts";
import { actionOf, type Job, workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

const everywhere = ["bash", "pwsh", "python"];
const onUnix = [...everywhere, "sh"];
const onWindows = [...everywhere, "cmd", "powershell"];
const anywhere = [...new Set([...onUnix, ...onWindows])];

export default workflowCheck((document) => {
  const workflow = workflowOf(document);
  if (!workflow) return (actionOf(document)?.steps ?? []).flatMap(({ node }) => judge(textAt(node, "shell"), anywhere));
  return [
    ...judge(textAt(workflow.root, "defaults", "run", "shell"), anywhere),
    ...workflow.jobs.flatMap((job) => {
      const shells = shellsOf(job);
      return [
        ...judge(textAt(job.node, "defaults", "run", "shell"), shells),
        ...job.steps.flatMap(({ node }) => judge(textAt(node, "shell"), shells)),
      ];
    }),
  ];
});

/** By the runner's label; a container brings shells of its own. */
function shellsOf({ node }: Job): readonly string[] {
  if (at(node, "container") !== undefined) return anywhere;
  const labels = oneOrMore(at(node, "runs-on")).filter(
    (label): label is TextNode & WorkflowNode => label.type === "text",
  );
  if (labels.some((label) => isDynamic(label) || label.text.toLowerCase() === "self-hosted")) return anywhere;
  if (labels.some(({ text }) => /^windows-/iu.test(text))) return onWindows;
  return labels.some(({ text }) => /^(?:ubuntu|macos)-/iu.test(text)) ? onUnix : anywhere;
}

function judge(shell: TextNode | undefined, shells: readonly string[]): readonly Remark[] {
  // With a place for the script it is a command of the author's own.
  if (shell === undefined || isDynamic(shell) || shell.text.includes("{0}")) return [];
  if (shells.includes(shell.text.trim().split(/\s/u)[0]?.toLowerCase() ?? "")) return [];
  const names = shells.map((name) => `\`${name}\``).join(", ");
  return [
    {
      at: shell.range,
      message: `No shell is called \`${shell.text}\` here, so the step fails before its first line.`,
      advice: `Write one of ${names}, or a command with \`{0}\` in the place of the script.`,
    },
  ];
}
