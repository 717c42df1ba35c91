/**
 * Rights without a comment that says what they are for.
 *
 * Why: whoever wants to take a right away has to know which step would miss it.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * permissions:
 *   packages: write
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * permissions:
 *   packages: write # pushes the image of each release
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: say in a comment what the right is for.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/undocumented-permissions -- reason`
 */

import { at, entriesOf } from "../../../languages/workflow/node.ts";
import { workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck(
  (document) => {
    const workflow = workflowOf(document);
    const blocks = [
      at(workflow?.root, "permissions"),
      ...(workflow?.jobs ?? []).map(({ node }) => at(node, "permissions")),
    ];
    const said = new Set(
      document.tree.comments
        .filter(({ text }) => /\w/u.test(text))
        .map(({ range }) => document.lines.position(range[0]).line),
    );
    return blocks.flatMap((block) =>
      entriesOf(block).flatMap(({ name, key, value }): readonly Remark[] => {
        const isPlain =
          value.type !== "text" || value.text === "none" || (name === "contents" && value.text === "read");
        const { line } = document.lines.position(key.range[0]);
        if (isPlain || said.has(line) || said.has(line - 1)) return [];
        return [
          {
            at: key.range,
            message: `Nobody says what \`${name}: ${value.text}\` is needed for.`,
            advice: "Say it in a comment behind it.",
          },
        ];
      }),
    );
  },
  { kinds: ["github-workflow"] },
);
