/**
 * Layout that differs from what `terraform fmt` writes.
 *
 * Why: Terraform has one layout, and with it a differential shows only what changes meaning.
 *
 * The layout is the same to the byte, and so are the rewrites: labels get quotes, `"${var.name}"` becomes `var.name`, and
 * a variable's `type = "list"` becomes `list(string)`. No Terraform needs to be installed. Files that do not parse have no
 * layout yet, and other HCL than Terraform's is left alone.
 *
 * Bad (network/main.tf):
 * ```hcl
 * resource "aws_vpc" "main" {
 *   cidr_block = "10.0.0.0/16"
 *   enable_dns_hostnames = "${var.dns}"
 * }
 * ```
 *
 * Good (network/main.tf):
 * ```hcl
 * resource "aws_vpc" "main" {
 *   cidr_block           = "10.0.0.0/16"
 *   enable_dns_hostnames = var.dns
 * }
 * ```
 *
 * Mend: run `plumbline fix`, or `terraform fmt` in the folder.
 *
 * Waive: `# plumbline-disable-file format/terraform -- reason`
 */

import type { FileCheck } from "../../core/check.ts";
import { formatHcl } from "../../languages/hcl/format.ts";
import type { HclDocument } from "../../languages/parsed.ts";
import { findingsOfHunks } from "./hunks.ts";

const check: FileCheck<object, HclDocument> = {
  scope: "file",
  fixable: true,
  languages: ["hcl"],
  kinds: ["terraform", "terraform-variables", "terraform-test"],
  look: (document) => {
    const { path, text, tree, problems } = document;
    if (problems.length > 0) return { findings: [], gaps: [{ path, reason: "waits until it parses", cause: "input" }] };
    return { findings: findingsOfHunks(document, formatHcl(text, tree), "Terraform") };
  },
};
export default check;
