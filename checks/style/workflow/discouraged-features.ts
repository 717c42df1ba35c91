/**
 * Features of workflows that people regret.
 *
 * Why: packages in the runner's own Python break the next installation, and nobody can tell what a script of the Windows command prompt does.
 *
 * Told are the input `pip-install` of `actions/setup-python` and `shell: cmd`. With `customShells` commands of one's own in
 * `shell` are told as well, which no tool can read.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: windows-latest
 *     steps:
 *       - run: build.bat
 *         shell: cmd
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: windows-latest
 *     steps:
 *       - run: ./build.ps1
 *         shell: pwsh
 * ```
 *
 * Mend: install into an environment of its own; take `bash` or `pwsh`.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/discouraged-features -- reason`
 */

import type { XStatic } from "typebox/schema";
import { at, entryNamed, isDynamic, textAt, type TextNode } from "../../../languages/workflow/node.ts";
import { readUses } from "../../../languages/workflow/uses.ts";
import { allSteps, type Step, workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    customShells: {
      type: "boolean",
      default: false,
      description: "Speak of commands of one's own in `shell` too.",
    },
  },
  required: ["customShells"],
  additionalProperties: false,
} as const;

export default workflowCheck<XStatic<typeof optionsSchema>>(
  (document, { customShells = false }) => {
    const workflow = workflowOf(document);
    const steps = allSteps(document).map(({ step }) => step);
    const shells = [
      textAt(workflow?.root, "defaults", "run", "shell"),
      ...(workflow?.jobs ?? []).map(({ node }) => textAt(node, "defaults", "run", "shell")),
      ...steps.map(({ node }) => textAt(node, "shell")),
    ];
    return [...shells.flatMap((shell) => (shell ? judgeShell(shell, customShells) : [])), ...steps.flatMap(judgeInput)];
  },
  { options: optionsSchema },
);

const usual: ReadonlySet<string> = new Set(["bash", "sh", "pwsh", "powershell", "python"]);

function judgeShell(shell: TextNode, customShells: boolean): readonly Remark[] {
  if (isDynamic(shell)) return [];
  const program = (shell.text.trim().split(/\s/u)[0] ?? "").replace(/\.exe$/iu, "").toLowerCase();
  if (program === "cmd") {
    return [
      {
        at: shell.range,
        message: "The Windows command prompt has no grammar that anybody wrote down, so nobody can check this script.",
        advice: "Take `pwsh`, or `bash`, which Windows runners have too.",
      },
    ];
  }
  if (!customShells || usual.has(program)) return [];
  return [
    {
      at: shell.range,
      message: `\`${shell.text}\` is a command of your own, so no tool can read the script, and a runner may lack it.`,
      advice: "Take `bash`, and start the program in the script.",
    },
  ];
}

function judgeInput({ uses, node }: Step): readonly Remark[] {
  const read = uses && readUses(uses.text);
  if (read?.kind !== "repository" || read.slug !== "actions/setup-python") return [];
  const input = entryNamed(at(node, "with"), "pip-install");
  if (input?.value.type !== "text" || input.value.text === "") return [];
  return [
    {
      at: input.key.range,
      message: "`pip-install` puts packages into the runner's own Python, where they get into each other's way.",
      advice: "Install them in a step of its own, into a virtual environment.",
    },
  ];
}
