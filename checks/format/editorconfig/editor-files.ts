/** The `.editorconfig` files above each document, and who else decides on its layout; nothing of them is parsed here. */

import type { Facts, Trees } from "../../../core/check.ts";
import type { Document } from "../../../core/document.ts";
import { isTemplate } from "../../../core/kinds.ts";
import type { EditorconfigText } from "../../../languages/editorconfig/settings.ts";
import { gatherLintFiles, type LintFiles, lintFilesOf } from "../../style/yaml/lint/configuration-files.ts";
import {
  configurationFilesOf,
  foldersAbove,
  gatherConfigurationFiles,
  pathIn,
  readExisting,
} from "../prettier/configuration-files.ts";

export interface EditorFiles {
  /** Nearest folder first. */
  readonly texts: readonly EditorconfigText[];
  /** Prettier is configured for it. */
  readonly hasPrettier: boolean;
  /** What configures yamllint, for a document in YAML. */
  readonly yamllint?: LintFiles;
}

const longestConfiguration = 64 * 1024;
const prettierLanguages: ReadonlySet<string> = new Set(["yaml", "json", "jsonc", "markdown"]);

/** Facts for documents below an `.editorconfig` only. */
export async function gatherEditorFiles(
  documents: readonly Document[],
  trees: Trees,
): Promise<ReadonlyMap<string, Facts>> {
  const folders = [...new Set(documents.flatMap(({ path }) => foldersAbove(path)))];
  const found = await readExisting(
    trees.own,
    folders.map((folder) => pathIn(folder, ".editorconfig")),
  );
  if (found.size === 0) return new Map();

  const formatted = documents.filter(({ language, kind }) => prettierLanguages.has(language) && !isTemplate(kind));
  const [prettier, yamllint] = await Promise.all([
    gatherConfigurationFiles(
      formatted.map(({ path }) => path),
      trees,
      false,
    ),
    formatted.some(({ language }) => language === "yaml") ? gatherLintFiles(trees.base) : undefined,
  ]);
  return new Map(
    documents.flatMap(({ path, language }) => {
      const texts = foldersAbove(path).flatMap((folder) => {
        const from = pathIn(folder, ".editorconfig");
        const content = found.get(from);
        const isRead = content?.kind === "text" && content.text.length <= longestConfiguration;
        return isRead ? [{ path: from, text: content.text }] : [];
      });
      if (texts.length === 0) return [];
      const hasPrettier = configurationFilesOf(prettier.get(path)).configurations.length > 0;
      return [[path, { texts, hasPrettier, ...(language === "yaml" && yamllint && { yamllint }) }] as const];
    }),
  );
}

/** Reads facts back after their way to a worker. */
export function editorFilesOf(facts: Facts | undefined): EditorFiles | undefined {
  const texts = facts?.["texts"];
  if (!Array.isArray(texts)) return undefined;
  const lintFacts = facts?.["yamllint"];
  const yamllint = isFacts(lintFacts) ? lintFilesOf(lintFacts) : undefined;
  return {
    texts: texts.filter(isText),
    hasPrettier: facts?.["hasPrettier"] === true,
    ...(yamllint && { yamllint }),
  };
}

function isText(value: unknown): value is EditorconfigText {
  return isFacts(value) && typeof value["path"] === "string" && typeof value["text"] === "string";
}

function isFacts(value: unknown): value is Facts {
  return typeof value === "object" && value !== null;
}
