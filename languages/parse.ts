/** From a document to a parsed document, whatever its language. A parser is loaded only when its language is met. */

import type { Document, LanguageName } from "../core/document.ts";
import type { ParsedDocument } from "./parsed.ts";

type Parser = (document: Document) => ParsedDocument;

const loaders: Readonly<Record<LanguageName, () => Promise<Parser>>> = {
  "go-template": async () => (await import("./go-template/document.ts")).parseGoTemplateDocument,
  dockerfile: async () => (await import("./dockerfile/document.ts")).parseDockerfileDocument,
  dotenv: async () => (await import("./dotenv/document.ts")).parseDotenvDocument,
  hcl: async () => (await import("./hcl/document.ts")).parseHclDocument,
  ini: async () => (await import("./ini/document.ts")).parseIniDocument,
  json: async () => (await import("./json/document.ts")).parseJsonDocument,
  jsonc: async () => (await import("./json/document.ts")).parseJsonDocument,
  markdown: async () => (await import("./markdown/document.ts")).parseMarkdownDocument,
  shell: async () => (await import("./shell/document.ts")).parseShellDocument,
  text: async () => (await import("./text/document.ts")).parseTextDocument,
  toml: async () => (await import("./toml/document.ts")).parseTomlDocument,
  yaml: async () => (await import("./yaml/document.ts")).parseYamlDocument,
};

const loaded = new Map<LanguageName, Parser>();

/** Loads a language's parser; to be awaited once before `parseDocument` meets that language. */
export async function loadLanguage(language: LanguageName): Promise<void> {
  if (!loaded.has(language)) loaded.set(language, await loaders[language]());
}

/**
 * The one parse of a document. Never throws for what the text holds.
 * @throws {Error} where `loadLanguage` was not awaited before: a mistake of the caller.
 */
export function parseDocument(document: Document): ParsedDocument {
  const parser = loaded.get(document.language);
  if (!parser) throw new Error(`The parser of ${document.language} is not loaded: await loadLanguage first`);
  return parser(document);
}
