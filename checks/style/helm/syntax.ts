/**
 * Templates of a chart that Helm cannot parse.
 *
 * Why: Helm reads all templates of a chart before it renders one, so a single `end` too few keeps everything in it from being installed.
 *
 * Told are blocks that are never closed, `end` and `else` without a block, actions without their braces, variables that are
 * declared nowhere, and whatever else Go's template language does not have. Each mistake is told once, and the rest of the
 * file is still read. Templates outside of a chart are left alone.
 *
 * Bad:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 *
 * === head shop/templates/service.yaml
 * apiVersion: v1
 * kind: Service
 * metadata:
 *   name: shop
 *   {{- if .Values.annotations }}
 *   annotations: {{ toJson .Values.annotations }}
 * ```
 *
 * Good:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 *
 * === head shop/templates/service.yaml
 * apiVersion: v1
 * kind: Service
 * metadata:
 *   name: shop
 *   {{- if .Values.annotations }}
 *   annotations: {{ toJson .Values.annotations }}
 *   {{- end }}
 * ```
 *
 * Mend: do what the advice says; most often an `end` or a closing brace is missing.
 *
 * Waive: `# plumbline-disable-file style/helm/syntax -- reason`, or the same in a comment of the template
 */

import type { FileCheck } from "../../../core/check.ts";
import type { GoTemplateDocument } from "../../../languages/parsed.ts";
import { gatherCharts, isInChart, outsideOfCharts } from "./chart/gather-chart.ts";
import { syntaxFindings } from "../syntax-findings.ts";

const check: FileCheck<object, GoTemplateDocument> = {
  scope: "file",
  languages: ["go-template"],
  kinds: ["helm-template"],
  gather: gatherCharts,
  look: (document, { facts }) => {
    if (!isInChart(facts)) return { findings: [], skipped: outsideOfCharts, aside: true };
    return { findings: syntaxFindings(document, "Helm cannot render the chart.") };
  },
};
export default check;
