/** Makes a file check of a question to the declarations of one file, native or JSON. */

import type { Facts, FileCheck, Trees } from "../../../../core/check.ts";
import type { Document } from "../../../../core/document.ts";
import type { Finding } from "../../../../core/finding.ts";
import { folderOf } from "../../../../languages/hcl/module/paths.ts";
import type { FileSummary } from "../../../../languages/hcl/module/summary.ts";
import { summarizeFile } from "../../../../languages/hcl/module/summarize.ts";
import type { HclDocument, JsonDocument } from "../../../../languages/parsed.ts";
import { moduleKinds } from "./kinds.ts";
import { followTflint, tflintTexts, type TflintTwin } from "./tflint-settings.ts";

interface DeclarationQuestion<Options> {
  readonly options?: object;
  readonly fixable?: boolean;
  readonly tflint?: TflintTwin<Options>;
  readonly judge: (file: FileSummary, options: Options) => readonly Finding[];
}

async function gatherTflint(documents: readonly Document[], { base }: Trees): Promise<ReadonlyMap<string, Facts>> {
  const folders = [...new Set(documents.map(({ path }) => folderOf(path)))];
  const texts = await tflintTexts(base, folders);
  return new Map(
    documents.flatMap(({ path }) => {
      const tflint = texts.get(folderOf(path));
      return tflint === undefined ? [] : [[path, { tflint }]];
    }),
  );
}

/** An override file declares nothing of its own and is not asked. */
export function declarationCheck<Options = object>({
  judge,
  tflint,
  ...more
}: DeclarationQuestion<Options>): FileCheck<Options, HclDocument | JsonDocument> {
  return {
    scope: "file",
    languages: ["hcl", "json"],
    kinds: moduleKinds,
    ...more,
    ...(tflint ? { gather: gatherTflint } : {}),
    look(document, { options, facts }) {
      const file = summarizeFile(document);
      const text = facts?.["tflint"];
      const own = followTflint(tflint, typeof text === "string" ? text : undefined, options);
      return { findings: file.isOverride ? [] : judge(file, own) };
    },
  };
}
