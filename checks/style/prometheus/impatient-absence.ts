/**
 * Alerts on the absence of a series that fire at once.
 *
 * Why: after a restart of the server nothing has been scraped yet, so every such alert fires for nothing.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiGone
 *         expr: absent(up{job="api"})
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiGone
 *         expr: absent(up{job="api"})
 *         for: 5m
 * ```
 *
 * Mend: let the alert wait for two scrapes at least.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/impatient-absence -- reason`
 */

import { parseDuration } from "../../../languages/promql/duration.ts";
import { everyNode } from "../../../languages/promql/tree.ts";
import { prometheusCheck } from "./reading/prometheus-check.ts";

export default prometheusCheck(({ kind, expression, section, title }) => {
  const tree = expression?.tree;
  if (kind !== "alert" || !tree) return [];
  const wait = section.at("for");
  if (!wait.isMissing && parseDuration(String(wait.value)) !== 0) return [];
  // `absent_over_time` looks back itself.
  const call = [...everyNode(tree)].find((node) => node.type === "PromqlCall" && node.name.text === "absent");
  if (call?.type !== "PromqlCall") return [];
  return [
    {
      place: expression.at(call.name),
      message: `${title} fires at once where \`absent\` finds nothing, also while the server is starting.`,
      advice: "Give it a `for` of two scrapes at least.",
    },
  ];
});
