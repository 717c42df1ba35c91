/** The shell scripts of a document, whatever its language: what rules about shell look at. */

import type { ParsedDocument } from "../parsed.ts";
import { shellScriptsOf } from "../hcl/scripts.ts";
import { runScriptsOf } from "../workflow/run-scripts.ts";
import type { ShellScript } from "./script.ts";

/** A document without scripts, or of a shell that we do not read, has none. */
export function scriptsOf(document: ParsedDocument): readonly ShellScript[] {
  if (document.unread !== undefined) return [];
  switch (document.language) {
    case "shell":
      return [{ ...document, isEmbedded: false }];
    case "dockerfile":
      return document.scripts;
    case "hcl":
      return document.problems.length > 0 ? [] : shellScriptsOf(document.tree, document.text);
    case "yaml":
      return runScriptsOf(document);
    default:
      return [];
  }
}
