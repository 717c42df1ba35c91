/**
 * Shell scripts that do not parse.
 *
 * Why: a shell reads a script as it runs it, so everything before the mistake has already happened when it stops there.
 *
 * Read are scripts for sh, dash, bash, ksh and BusyBox, also those behind `RUN` in a Dockerfile, of steps of workflows, and in Terraform and Packer.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/sh
 * if [ -f maintenance ]; then
 *   echo "not now"
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/sh
 * if [ -f maintenance ]; then
 *   echo "not now"
 * fi
 * ```
 *
 * Mend: close what is open; `bash -n FILE` tells whether it parses.
 *
 * Waive: `# plumbline-disable-next-line style/shell/syntax -- reason`
 */

import type { FileCheck } from "../../../core/check.ts";
import type { Finding } from "../../../core/finding.ts";
import type { ParsedDocument } from "../../../languages/parsed.ts";
import { scriptsOf } from "../../../languages/shell/scripts.ts";

const check: FileCheck<object, ParsedDocument> = {
  scope: "file",
  languages: ["shell", "dockerfile", "hcl", "yaml"],
  kinds: ["shell-script", "dockerfile", "github-workflow", "github-action", "packer", "terraform", "terragrunt"],
  look(document) {
    if (document.unread !== undefined && document.language === "shell")
      return { findings: [], gaps: [{ reason: document.unread, cause: "unsupported" }] };
    // What follows the first mistake of a script may follow from it.
    const findings = scriptsOf(document).flatMap(({ problems: [problem] }): readonly Finding[] => {
      if (!problem) return [];
      const { message, advice, range } = problem;
      return [{ message, ...(advice !== undefined && { advice }), at: { path: document.path, range } }];
    });
    return { findings };
  },
};
export default check;
