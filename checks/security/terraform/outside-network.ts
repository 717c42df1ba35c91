/**
 * Workloads that stand in no network of their owner.
 *
 * Why: they cannot be reached by firewall rules, private endpoints or flow logs.
 *
 * Many need no network, so this rule is off by default.
 *
 * Bad (compute/main.tf):
 * ```hcl
 * resource "aws_lambda_function" "resize" {
 *   function_name = "resize"
 * }
 * ```
 *
 * Good (compute/main.tf):
 * ```hcl
 * resource "aws_lambda_function" "resize" {
 *   function_name = "resize"
 *
 *   vpc_config {
 *     subnet_ids         = ["subnet-1"]
 *     security_group_ids = ["sg-1"]
 *   }
 * }
 * ```
 *
 * Mend: name subnets and security groups.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/outside-network -- reason`
 */

import { hasNo, settings } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const says = "stands in no network of yours";

export default terraformCheck(
  settings([
    { on: "aws_lambda_function", path: "vpc_config.subnet_ids", absent: "bad", says },
    { on: ["aws_elasticsearch_domain", "aws_opensearch_domain"], path: "vpc_options.subnet_ids", absent: "bad", says },
    { on: "aws_redshift_cluster", path: "cluster_subnet_group_name", absent: "bad", says },
    {
      on: "aws_redshift_cluster",
      path: "enhanced_vpc_routing",
      want: true,
      absent: "bad",
      says: "copies data past your network",
    },
    { on: "aws_sagemaker_notebook_instance", path: "subnet_id", absent: "bad", says },
    { on: "aws_emr_cluster", path: "ec2_attributes.subnet_id", absent: "bad", when: hasNo("ec2_attributes"), says },
    {
      on: "aws_instance",
      path: "subnet_id",
      absent: "bad",
      when: hasNo("network_interface"),
      says: "names no subnet and starts in the default network",
    },
    { on: "azurerm_container_group", path: "subnet_ids", absent: "bad", when: hasNo("network_profile_id"), says },
  ]),
);
