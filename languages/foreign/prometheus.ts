/** pint's checks, and the checks of ours that ask the same. */

export const pintChecks: Readonly<Record<string, string>> = {
  "alerts/annotation": "style/prometheus/required-annotations",
  "alerts/comparison": "style/prometheus/alert-comparison",
  "alerts/for": "style/prometheus/zero-duration",
  "alerts/template":
    "style/prometheus/template-syntax style/prometheus/unknown-labels style/prometheus/value-in-labels",
  "promql/aggregate": "style/prometheus/aggregated-labels",
  "promql/counter": "style/prometheus/raw-counter",
  "promql/fragile": "style/prometheus/changing-selection",
  "promql/impossible": "style/prometheus/impossible-comparison style/prometheus/matching-labels",
  "promql/range_query": "style/prometheus/range-limit",
  "promql/rate": "style/prometheus/short-range style/prometheus/rate-after-sum",
  "promql/regexp": "style/prometheus/redundant-pattern style/prometheus/substring-pattern",
  "promql/syntax": "style/prometheus/syntax",
  "promql/vector_matching": "style/prometheus/matching-labels",
  "rule/dependency": "style/prometheus/lost-recording",
  "rule/duplicate": "style/prometheus/duplicate-rules",
  "rule/for": "style/prometheus/alert-duration",
  "rule/label": "style/prometheus/required-labels",
  "rule/name": "style/prometheus/rule-name",
  "yaml/parse": "schema/prometheus-rules",
};
