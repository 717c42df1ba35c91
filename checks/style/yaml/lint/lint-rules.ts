/** The rules of yamllint by their names. */

import { comments, commentsIndentation } from "./comment-rules.ts";
import { documentEnd, documentStart } from "./document-rules.ts";
import { indentation } from "./indentation.ts";
import { emptyLines, lineLength, newLineAtEndOfFile, newLines, trailingSpaces } from "./line-rules.ts";
import type { LintRule } from "./lint-rule.ts";
import { anchors, keyDuplicates, keyOrdering } from "./name-rules.ts";
import { quotedStrings } from "./quoted-strings.ts";
import { braces, brackets, colons, commas, hyphens } from "./spacing.ts";
import { emptyValues, floatValues, octalValues, truthy } from "./value-rules.ts";

export const lintRules: ReadonlyMap<string, LintRule> = new Map([
  ["anchors", anchors],
  ["braces", braces],
  ["brackets", brackets],
  ["colons", colons],
  ["commas", commas],
  ["comments", comments],
  ["comments-indentation", commentsIndentation],
  ["document-end", documentEnd],
  ["document-start", documentStart],
  ["empty-lines", emptyLines],
  ["empty-values", emptyValues],
  ["float-values", floatValues],
  ["hyphens", hyphens],
  ["indentation", indentation],
  ["key-duplicates", keyDuplicates],
  ["key-ordering", keyOrdering],
  ["line-length", lineLength],
  ["new-line-at-end-of-file", newLineAtEndOfFile],
  ["new-lines", newLines],
  ["octal-values", octalValues],
  ["quoted-strings", quotedStrings],
  ["trailing-spaces", trailingSpaces],
  ["truthy", truthy],
]);
