/**
 * Combinations that a matrix excludes and never has.
 *
 * Why: an `exclude` that matches no combination leaves in what was to be left out, and the job runs there.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     strategy:
 *       matrix:
 *         node: [20, 22]
 *         exclude:
 *           - nodejs: 20
 *     steps:
 *       - run: make
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     strategy:
 *       matrix:
 *         node: [20, 22]
 *         exclude:
 *           - node: 20
 *     steps:
 *       - run: make
 * ```
 *
 * Mend: write keys and values that the matrix has.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/matrix -- reason`
 */

import { nearest } from "../../../core/nearest.ts";
import { plainValue } from "../../../languages/workflow/matrix.ts";
import {
  at,
  entriesOf,
  type Entry,
  entryNamed,
  isDynamic,
  itemsOf,
  textsIn,
  type WorkflowNode,
} from "../../../languages/workflow/node.ts";
import { workflowOf } from "../../../languages/workflow/workflow.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

export default workflowCheck(
  (document) => (workflowOf(document)?.jobs ?? []).flatMap(({ node }) => judge(at(node, "strategy", "matrix"))),
  { kinds: ["github-workflow"] },
);

function judge(matrix: WorkflowNode | undefined): readonly Remark[] {
  if (matrix?.type !== "mapping") return [];
  const rows = matrix.entries.filter(({ name }) => name !== "include" && name !== "exclude");
  const exclude = at(matrix, "exclude");
  if (rows.length === 0 && at(matrix, "include") !== undefined && exclude === undefined) return [];
  return itemsOf(exclude).flatMap((combination) =>
    entriesOf(combination).flatMap((entry) => judgeExcluded(entry, rows)),
  );
}

function judgeExcluded({ name, key, value }: Entry, rows: readonly Entry[]): readonly Remark[] {
  const row = rows.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (row === undefined) {
    const names = rows.map((each) => each.name);
    const close = nearest(name, names);
    return [
      {
        at: key.range,
        message: `The matrix has no \`${name}\`, so this excludes nothing.`,
        advice:
          close === undefined
            ? `Write one of its keys: ${names.map((each) => `\`${each}\``).join(", ")}.`
            : `Write \`${close}\` if that is what is meant.`,
      },
    ];
  }
  if (row.value.type !== "list" || hasDynamic(value)) return [];
  if (row.value.items.some((item) => hasDynamic(item) || holds(item, value))) return [];
  return [
    {
      at: value.range,
      message: `\`${name}\` of the matrix never is \`${shortest(value)}\`, so this excludes nothing.`,
      advice: `Write one of its values${row.value.items.length <= 6 ? `: ${row.value.items.map((item) => `\`${shortest(item)}\``).join(", ")}` : ""}.`,
    },
  ];
}

function hasDynamic(node: WorkflowNode): boolean {
  return [...textsIn(node)].some(isDynamic);
}

/** An excluded object matches where all of its keys do; lists item by item; scalars by their texts. */
function holds(item: WorkflowNode, wanted: WorkflowNode): boolean {
  if (wanted.type === "text") return item.type === "text" && item.text === wanted.text;
  if (wanted.type === "list")
    return (
      item.type === "list" &&
      item.items.length === wanted.items.length &&
      wanted.items.every((each, index) => {
        const other = item.items[index];
        return other !== undefined && holds(other, each);
      })
    );
  return (
    item.type === "mapping" &&
    wanted.entries.every(({ name, value }) => {
      const other = entryNamed(item, name);
      return other !== undefined && holds(other.value, value);
    })
  );
}

function shortest(node: WorkflowNode): string {
  const text = node.type === "text" ? node.text : JSON.stringify(plainValue(node));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
