/**
 * Functions that neither Helm, nor Sprig, nor Go's templates have.
 *
 * Why: an unknown name keeps Helm from parsing the template, and with it the whole chart from being rendered.
 *
 * Bad:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 *
 * === head shop/templates/config.yaml
 * data: {{ .Values.data | toYAML | nindent 2 }}
 * ```
 *
 * Good:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 *
 * === head shop/templates/config.yaml
 * data: {{ .Values.data | toYaml | nindent 2 }}
 * ```
 *
 * Mend: write the function that is meant; a value needs a dot before its name.
 *
 * Waive: `# plumbline-disable-next-line style/helm/unknown-functions -- reason`, or the same in a comment of the template
 */

import type { FileCheck } from "../../../core/check.ts";
import type { Finding } from "../../../core/finding.ts";
import { nearest } from "../../../core/nearest.ts";
import { walk } from "../../../languages/eslint-language.ts";
import type { GoTemplateFunction } from "../../../languages/go-template/tree.ts";
import { knownFunctions, withheldFunctions } from "../../../languages/go-template/functions.ts";
import type { GoTemplateDocument } from "../../../languages/parsed.ts";
import { gatherCharts, isInChart, outsideOfCharts } from "./chart/gather-chart.ts";

const check: FileCheck<object, GoTemplateDocument> = {
  scope: "file",
  languages: ["go-template"],
  kinds: ["helm-template"],
  gather: gatherCharts,
  look: (document, { facts }) => {
    if (!isInChart(facts)) return { findings: [], skipped: outsideOfCharts, aside: true };
    return { findings: unknownFunctions(document) };
  },
};
export default check;

/** Each name once a file: whoever mends one mends all. */
function unknownFunctions({ path, tree }: GoTemplateDocument): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const { node, entering } of walk(tree)) {
    if (!entering || !isFunction(node) || knownFunctions.has(node.name) || findings.has(node.name)) continue;
    findings.set(node.name, { ...describe(node.name), at: { path, range: node.range } });
  }
  return [...findings.values()];
}

function isFunction(node: { readonly type: string }): node is GoTemplateFunction {
  return node.type === "GoTemplateFunction";
}

function describe(name: string): Pick<Finding, "message" | "advice"> {
  if (withheldFunctions.has(name)) {
    return {
      message: `Helm has no function \`${name}\`: a chart must not depend on the machine that renders it.`,
      advice: "Hand the value in through `.Values`.",
    };
  }
  const close = inOtherCase(name) ?? nearest(name, knownFunctions);
  const message = `\`${name}\` is a function that Helm does not have, so it cannot render the chart.`;
  if (/^(?:Values|Release|Chart|Capabilities|Files|Template)$/u.test(name)) {
    return { message, advice: `Write \`.${name}\`: a value begins with a dot.` };
  }
  return {
    message,
    advice:
      close === undefined
        ? "Use a function of Helm or Sprig; a text needs quotes, a value a dot before its name."
        : `Write \`${close}\` if that is what is meant.`,
  };
}

function inOtherCase(name: string): string | undefined {
  return [...knownFunctions].find((known) => known.toLowerCase() === name.toLowerCase());
}
