/**
 * Patterns of branches, tags and paths that match nothing, or that GitHub refuses.
 *
 * Why: a filter that matches nothing keeps the workflow from running, and nobody sees that it did not.
 *
 * Patterns are globs, not regular expressions: `*`, `**`, `?`, `+`, `[a-z]`, and `!` at the beginning.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on:
 *   push:
 *     branches: ["^release/"]
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on:
 *   push:
 *     branches: ["release/**"]
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: write a glob that names of branches or paths can match.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/filters -- reason`
 */

import { at, isDynamic, oneOrMore, type WorkflowNode } from "../../../languages/workflow/node.ts";
import { workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";
import { type PatternOf, patternTrouble } from "./reading/filter-pattern.ts";

const filters: readonly (readonly [string, PatternOf])[] = [
  ["branches", "ref"],
  ["branches-ignore", "ref"],
  ["tags", "ref"],
  ["tags-ignore", "ref"],
  ["paths", "path"],
  ["paths-ignore", "path"],
  ["names", "word"],
  ["versions", "word"],
];

export default workflowCheck(
  (document) => {
    const { events = [], jobs = [] } = workflowOf(document) ?? {};
    return [
      ...events.flatMap(({ settings }) =>
        filters.flatMap(([name, of]) => oneOrMore(at(settings, name)).flatMap((node) => judge(node, of))),
      ),
      ...jobs.flatMap(({ node }) => judge(at(node, "snapshot", "version"), "word")),
    ];
  },
  { kinds: ["github-workflow"] },
);

function judge(node: WorkflowNode | undefined, of: PatternOf): readonly Remark[] {
  if (node?.type !== "text" || node.text === "" || isDynamic(node)) return [];
  const trouble = patternTrouble(node.text, of);
  if (trouble === undefined) return [];
  return [
    {
      at: node.range,
      message: `\`${node.text}\` ${trouble}.`,
      advice: `Write a glob that ${of === "path" ? "paths" : "names"} can match.`,
    },
  ];
}
