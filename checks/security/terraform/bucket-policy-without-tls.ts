/**
 * Buckets that answer plain HTTP.
 *
 * Why: what is asked for without TLS can be read and changed on the way.
 *
 * Programs of AWS use TLS anyway, so this rule is off by default.
 *
 * Bad (storage/main.tf):
 * ```hcl
 * resource "aws_s3_bucket_policy" "reports" {
 *   bucket = "reports"
 *   policy = jsonencode({
 *     Statement = [{ Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "s3:GetObject", Resource = "*" }]
 *   })
 * }
 * ```
 *
 * Good (storage/main.tf):
 * ```hcl
 * resource "aws_s3_bucket_policy" "reports" {
 *   bucket = "reports"
 *   policy = jsonencode({
 *     Statement = [{
 *       Effect    = "Deny"
 *       Principal = "*"
 *       Action    = "s3:*"
 *       Resource  = "*"
 *       Condition = { Bool = { "aws:SecureTransport" = "false" } }
 *     }]
 *   })
 * }
 * ```
 *
 * Mend: deny what comes without `aws:SecureTransport`.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/bucket-policy-without-tls -- reason`
 */

import { isMap } from "../../../languages/hcl/value.ts";
import { statementsAt, type Statement } from "./reading/policy.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck([
  {
    on: ["aws_s3_bucket_policy"],
    inspect(resource, module) {
      const statements = statementsAt(resource, "policy", module);
      if (statements.length === 0 || statements.some(mayDenyPlain)) return [];
      const { place } = resource.section.read("policy");
      return [
        {
          place,
          says: "lets requests in that come without TLS",
          mend: "Deny what comes without `aws:SecureTransport`.",
        },
      ];
    },
  },
]);

/** Also where a condition cannot be read. */
function mayDenyPlain({ effect, has, section, dialect }: Statement): boolean {
  if (effect === undefined) return true;
  if (effect !== "Deny" || !has.condition) return false;
  if (dialect === "document") {
    return section.sections("condition").list.some((condition) => {
      const variable = condition.read("variable");
      return variable.state !== "known" || variable.value === "aws:SecureTransport";
    });
  }
  const condition = section.read("Condition");
  if (condition.state !== "known" || !isMap(condition.value)) return true;
  return [...condition.value.values()].some((inner) => !isMap(inner) || inner.has("aws:SecureTransport"));
}
