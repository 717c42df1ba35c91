/**
 * Comments for pint that pint does not understand.
 *
 * Why: whoever wrote the comment believes that it silences a check or names an owner, and it does nothing.
 *
 * Told are a missing name or day, words that pint does not know, something behind `ignore/line` and its like, and comments
 * about one rule that touch none.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       # pint snooze promql/series
 *       - alert: ApiDown
 *         expr: up{job="api"} == 0
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       # pint snooze 2030-01-31 promql/series
 *       - alert: ApiDown
 *         expr: up{job="api"} == 0
 * ```
 *
 * Mend: write the comment as pint's manual has it, right above the rule that it is about.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/pint-comment -- reason`
 */

import type { FileCheck } from "../../../core/check.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { pintCommentProblem, pintCommentsOf } from "../../../languages/prometheus/pint-comments.ts";
import { mayHoldRules } from "../../../languages/prometheus/rule-groups.ts";

const mostFindings = 100;

const check: FileCheck<object, YamlDocument> = {
  scope: "file",
  languages: ["yaml"],
  kinds: ["prometheus-rules", "kubernetes"],
  look(document) {
    if (document.problems.length > 0 || !mayHoldRules(document)) return { findings: [] };
    const findings = pintCommentsOf(document).flatMap((said) => {
      const problem = pintCommentProblem(said, document);
      return problem ? [{ ...problem, at: { path: document.path, range: said.comment.range } }] : [];
    });
    return { findings: findings.slice(0, mostFindings) };
  },
};
export default check;
