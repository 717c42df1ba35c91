/** Language and kind of a path and its text. (A first, plain version: the yaml engineer replaces this file.) */
import type { DocumentKind, LanguageName } from "./document.ts";
export function languageOf(_path: string): LanguageName | undefined {
  return undefined;
}
export function kindOf(_path: string, _text: string, _language: LanguageName): DocumentKind {
  return "plain";
}
export function isTemplate(_kind: DocumentKind): boolean {
  return false;
}
