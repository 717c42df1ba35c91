/**
 * Alerts whose labels hold the value of their expression.
 *
 * Why: labels are an alert's identity, so a value that changes resolves the alert and fires another one, and `for` never passes.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: DiskFull
 *         expr: disk_used_ratio > 0.9
 *         labels:
 *           used: "{{ $value }}"
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: DiskFull
 *         expr: disk_used_ratio > 0.9
 *         annotations:
 *           used: "{{ $value }}"
 * ```
 *
 * Mend: move the value to an annotation.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/value-in-labels -- reason`
 */

import { readTemplate } from "../../../languages/prometheus/template.ts";
import { midSentence, prometheusCheck } from "./reading/prometheus-check.ts";

export default prometheusCheck(({ kind, labels, title }) => {
  if (kind !== "alert") return [];
  return labels.flatMap(({ key, value }) => {
    // A branch on the value (`if`) chooses among few labels; one that is written out is another one each time.
    const use =
      value &&
      !/\{\{-?\s*(?:if|else)/u.test(value.value) &&
      readTemplate(value.value).uses.find((each) => each.kind === "value");
    if (!value || !use) return [];
    return [
      {
        place: value.within(use.range),
        message: `The label \`${key}\` of ${midSentence(title)} holds the value, so each new value makes a new alert and the old one is resolved.`,
        advice: "Move the value to an annotation.",
      },
    ];
  });
});
