/** Kinds of documents that Terraform and OpenTofu read as their language. */

import type { DocumentKind } from "../../../../core/document.ts";

export const terraformKinds: readonly DocumentKind[] = ["terraform", "terraform-test", "terraform-variables"];

/** Files that declare: a module's own, in either syntax. */
export const moduleKinds: readonly DocumentKind[] = ["terraform", "terraform-json"];
