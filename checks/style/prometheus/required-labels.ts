/**
 * Alerts that lack a label which the team asks for, or have it with a value that does not fit.
 *
 * Why: alerts are routed by their labels, and one without `severity` goes to nobody, or to everybody.
 *
 * `required` names what every alert has to have, and `values` says by patterns of RE2 what may stand there. A `.pint.hcl`
 * with `label` blocks is heeded.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up == 0
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up == 0
 *         labels:
 *           severity: page
 * ```
 *
 * Mend: add what is missing, or correct the value.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/required-labels -- reason`
 */

import { demandCheck } from "./reading/demands.ts";

export default demandCheck("labels");
