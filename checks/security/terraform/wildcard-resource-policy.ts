/**
 * Resource policies that allow every action.
 *
 * Why: who may send a message may then also delete the queue and hand it to others.
 *
 * Bad (messages/main.tf):
 * ```hcl
 * resource "aws_sqs_queue_policy" "orders" {
 *   queue_url = "orders"
 *   policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "sqs:*", Resource = "*" }]
 *   })
 * }
 * ```
 *
 * Good (messages/main.tf):
 * ```hcl
 * resource "aws_sqs_queue_policy" "orders" {
 *   queue_url = "orders"
 *   policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "sqs:SendMessage", Resource = "*" }]
 *   })
 * }
 * ```
 *
 * Mend: list the actions.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/wildcard-resource-policy -- reason`
 */

import { resourcePolicies } from "./reading/policy-places.ts";
import { matches, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(
  resourcePolicies(({ effect, actions, principals }, { type }) => {
    // A key's own policy has to allow everything to somebody, or nobody could ever change it.
    if (effect !== "Allow" || type === "aws_kms_key" || type === "aws_kms_key_policy" || type === "aws_vpc_endpoint")
      return undefined;
    const wide = actions.find((action) => action === "*" || /^[a-z0-9-]+:\*$/iu.test(action));
    const isForServices = principals.length > 0 && principals.every((word) => word.startsWith("Service:"));
    if (wide === undefined || isForServices) return undefined;
    return { says: `allows \`${wide}\`, every action, to others`, mend: "List the actions." };
  }),
  settings([
    {
      on: "aws_lambda_permission",
      path: "action",
      bad: matches(/^(?:lambda:)?\*$/u),
      says: "allows every action on the function to others",
      mend: 'Set `action = "lambda:InvokeFunction"`.',
    },
  ]),
);
