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

import type { Range } from "../../../core/text.ts";
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
    const isAlone = ([start]: Range) => {
      const { line, column } = document.lines.position(start);
      return document.text.slice(document.lines.line(line)[0], document.lines.line(line)[0] + column - 1).trim() === "";
    };
    const alone = new Set(
      document.tree.comments
        .filter(({ text, range }) => /\w/u.test(text) && isAlone(range))
        .map(({ range }) => document.lines.position(range[0]).line),
    );
    const said = new Set(
      document.tree.comments
        .filter(({ text }) => /\w/u.test(text))
        .map(({ range }) => document.lines.position(range[0]).line),
    );
    return blocks.flatMap((block): readonly Remark[] => {
      const unsaid = entriesOf(block).filter(({ name, key, value }) => {
        if (value.type !== "text" || value.text === "none" || (name === "contents" && value.text === "read"))
          return false;
        const { line } = document.lines.position(key.range[0]);
        return !said.has(line) && !alone.has(line - 1);
      });
      const [first] = unsaid;
      if (first === undefined) return [];
      const names = unsaid.map(({ name }) => `\`${name}\``).join(", ");
      return [
        {
          at: first.key.range,
          message: `Nobody says what these rights are needed for: ${names}.`,
          advice: "Say it in a comment behind each.",
        },
      ];
    });
  },
  { kinds: ["github-workflow"] },
);
