/**
 * Alerts that wait for no time at all, and say so.
 *
 * Why: the line says nothing, and a reader wonders whether somebody meant another duration.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up == 0
 *         for: 0s
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up == 0
 * ```
 *
 * Mend: take the line away.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/zero-duration -- reason`
 */

import { parseDuration } from "../../../languages/promql/duration.ts";
import { placedText } from "../../../languages/prometheus/placed-text.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

export default prometheusCheck(({ kind, section }, { document }) => {
  if (kind !== "alert") return [];
  return (["for", "keep_firing_for"] as const).flatMap((key) => {
    const written = placedText(section.at(key), document.text);
    if (!written || parseDuration(written.value) !== 0) return [];
    return [
      {
        place: written.range,
        message: `\`${key}: ${written.value}\` is what holds without it.`,
        advice: `Take \`${key}\` away.`,
      },
    ];
  });
});
