/**
 * Names and expressions that say something plain in a roundabout way.
 *
 * Why: a reviewer who searches for an action or a value does not find it, which is what somebody with something to hide wants.
 *
 * Bad (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: actions/cache/save/../save@v4
 *         with:
 *           path: build
 *           key: build
 * ```
 *
 * Good (.github/workflows/ci.yml):
 * ```yaml
 * on: push
 * jobs:
 *   build:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - uses: actions/cache/save@v4
 *         with:
 *           path: build
 *           key: build
 * ```
 *
 * Mend: write the plain name or value.
 *
 * Waive: `# plumbline-disable-next-line security/workflow/obfuscation -- reason`
 */

import { type Expression, nodesOf } from "../../../languages/github-expression/tree.ts";
import { type TextNode, at, isDynamic } from "../../../languages/workflow/node.ts";
import { allSteps, workflowOf } from "../../../languages/workflow/workflow.ts";
import { sitesIn } from "./reading/sites.ts";
import { type Remark, workflowCheck } from "./reading/workflow-check.ts";

export default workflowCheck((document) => {
  const used = [
    ...(workflowOf(document)?.jobs ?? []).flatMap(({ uses }) => uses ?? []),
    ...allSteps(document).flatMap(({ step }) => step.uses ?? []),
  ];
  const inputs = allSteps(document).flatMap(({ step }) => {
    const given = at(step.node, "with");
    return given?.type === "text" && isDynamic(given) ? [given] : [];
  });
  const constants = sitesIn(document).flatMap(({ expressions }) =>
    expressions.flatMap(({ expression, place }) =>
      (expression ? outermost(expression) : []).map((node) => constant(place(node.range))),
    ),
  );
  return [...used.flatMap(judgeUses), ...inputs.map(judgeInputs), ...constants];
});

/** Ways that lead back to where they began. */
function judgeUses({ text, range }: TextNode): readonly Remark[] {
  const path = text.split("@")[0] ?? "";
  if (text.startsWith("docker://") || isDynamicText(text) || path.startsWith(".")) return [];
  if (!/\/(?:\.{0,2}(?:\/|$))/u.test(path)) return [];
  return [
    {
      at: range,
      message: `\`${path}\` goes a way round to the action that it means, and nobody who searches for that finds it.`,
      advice: "Write the action's plain name.",
    },
  ];
}

function isDynamicText(text: string): boolean {
  return text.includes("${{");
}

function judgeInputs({ range }: TextNode): Remark {
  return {
    at: range,
    message: "An expression makes all inputs of this action, so nobody can read here what it is given.",
    advice: "Write the inputs one by one.",
  };
}

function constant(at: Remark["at"]): Remark {
  return {
    at,
    message: "This expression is the same on every run, and hides what it says.",
    advice: "Write its value.",
  };
}

/** The largest parts that hold nothing but constants; a plain literal in an argument hides nothing. */
function outermost(root: Expression): readonly Expression[] {
  if (isConstant(root)) return [root];
  const keys = new Set([...nodesOf(root)].flatMap((node) => (node.type === "index" ? [...nodesOf(node.key)] : [])));
  const found = [...nodesOf(root)].filter(
    (node) => !keys.has(node) && (node.type === "call" || node.type === "binary") && isConstant(node),
  );
  return found.filter((node) => !found.some((other) => other !== node && holds(other, node)));
}

function holds(outer: Expression, inner: Expression): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

const pure: ReadonlySet<string> = new Set(["contains", "startswith", "endswith", "format", "join", "tojson"]);

function isConstant(node: Expression): boolean {
  return [...nodesOf(node)].every(({ type, ...rest }) => {
    if (type === "call") return "name" in rest && pure.has(rest.name);
    return type === "literal" || type === "not" || type === "binary";
  });
}
