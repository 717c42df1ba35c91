/**
 * Expressions that GitHub refuses, or that give nothing.
 *
 * Why: a misspelt step, input or matrix key gives an empty string and no error, so a job is skipped or runs with half of its values.
 *
 * Every `${{ … }}` and every `if` is parsed and typed: contexts that are not there at the place, properties that nothing has
 * (inputs, outputs of steps and jobs, the matrix, local actions and called workflows included), functions and their
 * arguments, comparisons that never hold, objects where a text is wanted. What cannot be known fits everywhere.
 * Names of configuration variables are held to `config-variables` of `.github/actionlint.yaml`, where it lists any.
 *
 * Bad (.github/workflows/release.yml):
 * ```yaml
 * on: push
 * jobs:
 *   release:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - id: tag
 *         run: echo "name=v1" >> "$GITHUB_OUTPUT"
 *       - run: make release
 *         env:
 *           TAG: ${{ steps.tags.outputs.name }}
 * ```
 *
 * Good (.github/workflows/release.yml):
 * ```yaml
 * on: push
 * jobs:
 *   release:
 *     runs-on: ubuntu-latest
 *     steps:
 *       - id: tag
 *         run: echo "name=v1" >> "$GITHUB_OUTPUT"
 *       - run: make release
 *         env:
 *           TAG: ${{ steps.tag.outputs.name }}
 * ```
 *
 * Mend: write the name that exists, or use the value where its context is there.
 *
 * Waive: `# plumbline-disable-next-line style/workflow/expressions -- reason`
 */

import type { Range } from "../../../core/text.ts";
import { inferType, type Scope } from "../../../languages/github-expression/infer.ts";
import type { EmbeddedExpression } from "../../../languages/github-expression/embedded.ts";
import { type ExpressionType, typeInWords } from "../../../languages/github-expression/types.ts";
import { scopeOfAction, scopeOfWorkflow } from "../../../languages/workflow/scope.ts";
import { type ExpressionSite, sitesOf, sitesOfAction } from "../../../languages/workflow/sites.ts";
import { actionOf, workflowOf } from "../../../languages/workflow/workflow.ts";
import { readActionlintConfiguration } from "../../security/workflow/reading/actionlint-configuration.ts";
import { gatherLocalFiles, localFilesOf } from "../../security/workflow/reading/local-files.ts";
import { outputsIn } from "../../security/workflow/reading/outputs.ts";
import { type Remark, workflowCheck } from "../../security/workflow/reading/workflow-check.ts";

export default workflowCheck(
  (document, _options, facts) => {
    const files = localFilesOf(facts);
    const { variables } = readActionlintConfiguration(files.configuration);
    const options = { outputsOf: outputsIn(files), ...(variables && { variables }) };
    const workflow = workflowOf(document);
    if (workflow) return judgeSites(sitesOf(workflow), scopeOfWorkflow(workflow, options));
    const action = actionOf(document);
    return action ? judgeSites(sitesOfAction(action), scopeOfAction(action, options)) : [];
  },
  { gather: gatherLocalFiles },
);

function* judgeSites(
  sites: Iterable<ExpressionSite>,
  scopeOf: (site: ExpressionSite) => Scope | undefined,
): Generator<Remark> {
  for (const site of sites) {
    if (site.unclosed)
      yield { at: site.unclosed, message: "`${{` opens an expression that no `}}` closes.", advice: "Close it." };
    const scope = scopeOf(site);
    for (const expression of site.expressions) yield* judgeExpression(expression, site, scope);
  }
}

function judgeExpression(
  { expression, problem, place, range, source }: EmbeddedExpression,
  site: ExpressionSite,
  scope: Scope | undefined,
): readonly Remark[] {
  if (problem) {
    return [
      {
        at: shown(place(problem.range), range),
        message: `\`${shorten(source)}\` is no expression: ${problem.message}.`,
        advice: "Mend it: GitHub refuses the whole workflow.",
      },
    ];
  }
  if (expression === undefined || scope === undefined) return [];
  const remarks: Remark[] = [];
  const type = inferType(expression, scope, ({ range: inner, ...said }) => remarks.push({ at: place(inner), ...said }));
  const misfit = remarks.length === 0 ? misfitOf(type, site) : undefined;
  return misfit === undefined ? remarks : [{ at: range, ...misfit }];
}

/** Places whose whole value may come from an expression as an object or a list. */
const structured =
  /^(?:concurrency|env|jobs\.<job_id>\.(?:env|strategy|concurrency|environment|runs-on|container(?:\.credentials)?|services(?:\.<service_id>(?:\.credentials)?)?)|(?:jobs\.<job_id>|runs)\.steps\.(?:env|with))$/u;
const objects = /(?:^env|\.env|\.credentials)$/u;

function misfitOf(type: ExpressionType, { place, isAlone, isBlock }: ExpressionSite): Omit<Remark, "at"> | undefined {
  const isObject = type.kind === "object" || type.kind === "list";
  if (isBlock && isAlone && objects.test(place) && type.kind !== "any" && !isObject) {
    return {
      message: `This makes a whole block of keys and values, and it gives ${typeInWords(type)}.`,
      advice: "Give an object, `fromJSON(…)` for instance, or write the keys.",
    };
  }
  if (!isObject && type.kind !== "null") return undefined;
  if (isAlone && (place.endsWith(".if") || takesAnything(place) || (isBlock && structured.test(place))))
    return undefined;
  const written = type.kind === "null" ? "nothing" : `\`${type.kind === "object" ? "Object" : "Array"}\``;
  return {
    message: `This gives ${typeInWords(type)}, and a text is wanted here: GitHub writes ${written} in its place.`,
    advice: "Take a property of it, or its text: `toJSON(…)`.",
  };
}

/** A matrix holds values of every type, and lists of labels, ports and volumes may come from an expression. */
function takesAnything(place: string): boolean {
  return (
    place === "jobs.<job_id>.strategy" ||
    place === "jobs.<job_id>.runs-on" ||
    /\.(?:container|<service_id>)$/u.test(place)
  );
}

/** A place behind the end of an expression is shown at its end. */
function shown([start, end]: Range, whole: Range): Range {
  return start >= whole[1] ? [Math.max(whole[0], whole[1] - 2), whole[1]] : [start, Math.max(start + 1, end)];
}

function shorten(source: string): string {
  const line = source.trim().replaceAll(/\s+/gu, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
