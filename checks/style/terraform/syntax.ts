/**
 * Text that is not HCL.
 *
 * Why: Terraform reads a module as a whole, so one file that does not parse keeps every resource beside it from being planned.
 *
 * It is as strict as `terraform validate` about the grammar: arguments that are set twice, single quotes, unknown escape
 * sequences, brackets, strings and heredocs that are never closed. Each mistake is told once, and the rest of the file
 * is still reviewed. Files of Packer, Terragrunt, Nomad and others are read by the same grammar.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_vpc" "main" {
 *   cidr_block = '10.0.0.0/16'
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_vpc" "main" {
 *   cidr_block = "10.0.0.0/16"
 * }
 * ```
 *
 * Mend: do what the advice says; most often a quote, a comma or a closing bracket is missing.
 *
 * Waive: `# plumbline-disable-file style/terraform/syntax -- reason`
 */

import type { FileCheck } from "../../../core/check.ts";
import type { DocumentKind } from "../../../core/document.ts";
import type { HclDocument } from "../../../languages/parsed.ts";
import { syntaxFindings } from "../syntax-findings.ts";

/** What the mistake means to those who deploy the file. */
const consequences: Partial<Record<DocumentKind, string>> = {
  nomad: "Nomad rejects the whole job.",
  packer: "Packer builds none of the images.",
  terraform: "Terraform cannot plan the module.",
  "terraform-test": "Terraform runs none of the tests in the file.",
  "terraform-variables": "Terraform cannot plan with these values.",
  terragrunt: "Terragrunt cannot run the unit.",
};

const check: FileCheck<object, HclDocument> = {
  scope: "file",
  languages: ["hcl"],
  look: (document) => ({ findings: syntaxFindings(document, consequences[document.kind]) }),
};
export default check;
