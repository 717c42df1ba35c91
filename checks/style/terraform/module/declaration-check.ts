/** Makes a file check of a question to the declarations of one file, native or JSON. */

import type { FileCheck } from "../../../../core/check.ts";
import type { Finding } from "../../../../core/finding.ts";
import type { FileSummary } from "../../../../languages/hcl/module/summary.ts";
import { summarizeFile } from "../../../../languages/hcl/module/summarize.ts";
import type { HclDocument, JsonDocument } from "../../../../languages/parsed.ts";
import { moduleKinds } from "./kinds.ts";

interface DeclarationQuestion<Options> {
  readonly options?: object;
  readonly fixable?: boolean;
  readonly judge: (file: FileSummary, options: Options) => readonly Finding[];
}

/** An override file declares nothing of its own and is not asked. */
export function declarationCheck<Options = object>({
  judge,
  ...more
}: DeclarationQuestion<Options>): FileCheck<Options, HclDocument | JsonDocument> {
  return {
    scope: "file",
    languages: ["hcl", "json"],
    kinds: moduleKinds,
    ...more,
    look(document, { options }) {
      const file = summarizeFile(document);
      return { findings: file.isOverride ? [] : judge(file, options) };
    },
  };
}
