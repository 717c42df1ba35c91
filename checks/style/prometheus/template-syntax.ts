/**
 * Templates in labels and annotations of alerts that Prometheus cannot read.
 *
 * Why: a rule file with a broken template is refused, and one that asks for what does not exist pages people with an error text.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up{job="api"} == 0
 *         annotations:
 *           summary: "{{ $label.instance }} is down"
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up{job="api"} == 0
 *         annotations:
 *           summary: "{{ $labels.instance }} is down"
 * ```
 *
 * Mend: correct the template at the place that the message names.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/template-syntax -- reason`
 */

import { readTemplate } from "../../../languages/prometheus/template.ts";
import { ended, midSentence, prometheusCheck } from "./reading/prometheus-check.ts";

export default prometheusCheck(({ kind, labels, annotations, title }) => {
  if (kind !== "alert") return [];
  return [...labels, ...annotations].flatMap(({ key, value }) => {
    const fault = value && readTemplate(value.value).fault;
    if (!value || !fault) return [];
    return [
      {
        place: value.within(fault.range),
        message: ended(`The template of \`${key}\` in ${midSentence(title)} cannot be read: ${fault.message}`),
        ...(fault.advice !== undefined && { advice: fault.advice }),
      },
    ];
  });
});
