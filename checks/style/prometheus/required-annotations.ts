/**
 * Alerts that lack an annotation which the team asks for, or have it with a value that does not fit.
 *
 * Why: whoever is paged at night needs the link to the runbook in the alert, not in somebody's head.
 *
 * `required` names what every alert has to have, and `values` says by patterns of RE2 what may stand there. A `.pint.hcl`
 * with `annotation` blocks is heeded.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up == 0
 *         annotations:
 *           summary: The API is down
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up == 0
 *         annotations:
 *           summary: The API is down
 *           runbook_url: https://runbooks.example.com/api-down
 * ```
 *
 * Mend: add what is missing, or correct the value.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/required-annotations -- reason`
 */

import { demandCheck } from "./reading/demands.ts";

export default demandCheck("annotations");
