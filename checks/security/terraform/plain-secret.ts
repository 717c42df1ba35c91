/**
 * Passwords and keys written into a resource.
 *
 * Why: they are in the history, in the state and in every plan, and everybody who can read the repository can use them.
 *
 * Only attributes that are made for a secret count, and only text: what comes from a variable, a data source or another resource is right.
 *
 * Bad (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine   = "postgres"
 *   username = "orders"
 *   password = "q7Zr2LxV9tKd"
 * }
 * ```
 *
 * Good (database/main.tf):
 * ```hcl
 * resource "aws_db_instance" "orders" {
 *   engine                      = "postgres"
 *   username                    = "orders"
 *   manage_master_user_password = true
 * }
 * ```
 *
 * Mend: let the provider make it, or read it from a secret store.
 *
 * Waive: `# plumbline-disable-next-line security/terraform/plain-secret -- reason`
 */

import { secretPlaces } from "./plain-secret/places.ts";
import { terraformCheck } from "./reading/terraform-check.ts";

export default terraformCheck(secretPlaces);
