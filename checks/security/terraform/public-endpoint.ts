/**
 * Interfaces for administration that face the internet.
 *
 * Why: the interface of a cluster or a service decides over everything in it; credentials that leak are then enough from anywhere.
 *
 * Bad (cluster/main.tf):
 * ```hcl
 * resource "aws_eks_cluster" "main" {
 *   name     = "main"
 *   role_arn = aws_iam_role.cluster.arn
 *
 *   vpc_config {
 *     endpoint_public_access = true
 *     public_access_cidrs    = ["0.0.0.0/0"]
 *     subnet_ids             = ["subnet-1"]
 *   }
 * }
 * ```
 *
 * Good (cluster/main.tf):
 * ```hcl
 * resource "aws_eks_cluster" "main" {
 *   name     = "main"
 *   role_arn = aws_iam_role.cluster.arn
 *
 *   vpc_config {
 *     endpoint_public_access = true
 *     public_access_cidrs    = ["198.51.100.0/24"]
 *     subnet_ids             = ["subnet-1"]
 *   }
 * }
 * ```
 *
 * Mend: name the networks that administer it, or keep the endpoint private.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/public-endpoint -- reason`
 */

import { isEverybody } from "./reading/ingress.ts";
import { settings, unless } from "./reading/settings.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

const holdsEverybody = (value: unknown): boolean =>
  (Array.isArray(value) ? value : [value]).some((each) => typeof each === "string" && isEverybody(each));
const says = "offers its interface to the whole internet";
const mend = "Name the networks that administer it, or keep the endpoint private.";

export default terraformCheck(
  settings([
    {
      on: "aws_eks_cluster",
      path: "vpc_config.public_access_cidrs",
      bad: holdsEverybody,
      when: unless("vpc_config.endpoint_public_access", false),
      says,
      mend,
    },
    {
      on: "aws_eks_cluster",
      path: "vpc_config.public_access_cidrs",
      absent: "bad",
      when: unless("vpc_config.endpoint_public_access", false),
      says,
      mend,
    },
    {
      on: "google_container_cluster",
      path: "master_authorized_networks_config.cidr_blocks.cidr_block",
      bad: holdsEverybody,
      says,
      mend,
    },
    {
      on: "azurerm_kubernetes_cluster",
      path: "api_server_authorized_ip_ranges",
      bad: (value) => holdsEverybody(value) || (Array.isArray(value) && value.length === 0),
      says,
      mend,
    },
    {
      on: "azurerm_kubernetes_cluster",
      path: "api_server_access_profile.authorized_ip_ranges",
      bad: holdsEverybody,
      says,
      mend,
    },
    {
      on: "aws_mwaa_environment",
      path: "webserver_access_mode",
      avoid: "PUBLIC_ONLY",
      says: "offers its web server to the whole internet",
      mend: 'Set `webserver_access_mode = "PRIVATE_ONLY"`.',
    },
    {
      on: ["azurerm_search_service", "azurerm_cognitive_account"],
      path: "allowed_ips",
      bad: holdsEverybody,
      says,
      mend,
    },
  ]),
);
