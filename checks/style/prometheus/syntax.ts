/**
 * Expressions of alerting and recording rules that are no PromQL, or whose parts do not fit together.
 *
 * Why: Prometheus refuses the whole rule file, keeps the old rules if it runs, and does not start with the new ones.
 *
 * Told are the mistakes that the server tells before it runs an expression: brackets, operators, durations, unknown
 * functions, numbers of arguments, ranges where there must be none or must be one, selectors that fit every series, broken
 * patterns, vector matching that cannot be. What holds a template, and LogQL or MetricsQL, is listed as not checked.
 * Functions behind a feature flag are known.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:requests:rate5m
 *         expr: sum by (job) (rate(http_requests_total))
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - record: job:requests:rate5m
 *         expr: sum by (job) (rate(http_requests_total[5m]))
 * ```
 *
 * Mend: correct the expression at the place that the message names.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/syntax -- reason`
 */

import { ended, midSentence, prometheusCheck } from "./reading/prometheus-check.ts";

export default prometheusCheck(
  ({ expression, title }) => {
    if (!expression) return [];
    return expression.problems.map(({ message, advice, range }) => ({
      place: expression.text.within(range),
      message: ended(`The expression of ${midSentence(title)} is no valid PromQL: ${message}`),
      ...(advice !== undefined && { advice }),
    }));
  },
  { tellsUnread: true },
);
