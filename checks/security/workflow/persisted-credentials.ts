/**
 * Checkouts that leave their token behind.
 *
 * Why: the token stays in `.git/config` until the job ends: every action that runs later can take it, and an artifact of the whole folder publishes it.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: actions/checkout@v4
 *       - run: make
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
 *         with:
 *           persist-credentials: false
 *       - run: make
 * ```
 *
 * Mend: set `persist-credentials: false`, and hand the token to the step that pushes.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/persisted-credentials -- reason`
 */

import type { XStatic } from "typebox/schema";
import { at, isDynamic, textAt } from "../../../languages/workflow/node.ts";
import { majorOf, readUses } from "../../../languages/workflow/uses.ts";
import { allSteps, type Step } from "../../../languages/workflow/workflow.ts";
import { workflowCheck } from "./reading/workflow-check.ts";

const optionsSchema = {
  type: "object",
  properties: {
    uploadedOnly: {
      type: "boolean",
      default: false,
      description: "Speak only where a later step uploads the whole folder as an artifact.",
    },
  },
  required: ["uploadedOnly"],
  additionalProperties: false,
} as const;

export default workflowCheck<XStatic<typeof optionsSchema>>(
  (document, { uploadedOnly = false }) =>
    allSteps(document).flatMap(({ step, siblings }) => {
      if (step.uses === undefined || slugOf(step) !== "actions/checkout" || isSwitchedOff(step)) return [];
      const isUploaded = siblings.some((later) => later.index > step.index && uploadsAll(later));
      if (uploadedOnly && !isUploaded) return [];
      const what = isUploaded
        ? "a later step uploads that folder for everybody to read"
        : "every later step can read it";
      return [
        {
          at: step.uses.range,
          message: `This checkout leaves its token in \`.git/config\`, and ${what}.`,
          advice: "Add `persist-credentials: false` under `with`.",
        },
      ];
    }),
  { options: optionsSchema },
);

function slugOf({ uses }: Step): string | undefined {
  const read = uses && readUses(uses.text);
  return read?.kind === "repository" ? read.slug : undefined;
}

function isSwitchedOff({ node }: Step): boolean {
  return textAt(node, "with", "persist-credentials")?.text.toLowerCase() === "false" || isDynamic(at(node, "with"));
}

function uploadsAll(step: Step): boolean {
  if (slugOf(step) !== "actions/upload-artifact" || leavesHiddenOut(step)) return false;
  const paths = (textAt(step.node, "with", "path")?.text ?? "").split("\n").map((path) => path.trim());
  return paths.some((path) =>
    /^(?:\.\/?|\.\.\/?|\*|\*\*|\.\/\*\*?|\$\{\{\s*github\.workspace\s*\}\}\/?|\.\/?\.git(?:\/.*)?)$/u.test(path),
  );
}

/** Since 4.4 it leaves hidden files out, `.git` among them, unless it is told otherwise. Of a commit nobody knows the version. */
function leavesHiddenOut({ uses, node }: Step): boolean {
  const read = uses && readUses(uses.text);
  const major = read?.kind === "repository" ? majorOf(read.ref) : undefined;
  return (major === undefined || major >= 4) && textAt(node, "with", "include-hidden-files")?.text !== "true";
}
