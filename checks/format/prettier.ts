/**
 * Layout that differs from what Prettier writes.
 *
 * Why: a formatter ends the talk about layout, so that a differential shows only what changes meaning.
 *
 * It looks only where the repository has a Prettier configuration or the rule says `enabled: true`. The configuration is
 * read as data; JavaScript configurations and plugins are never run. `.editorconfig` fills options and switches nothing on.
 *
 * Bad (deploy/values.yaml):
 * ```yaml
 * replicas:   2
 * ```
 *
 * Good (deploy/values.yaml):
 * ```yaml
 * replicas: 2
 * ```
 *
 * Mend: run `plumbline fix`, or `prettier --write` on the file.
 *
 * Waive: `# plumbline-disable-next-line format/prettier -- reason`
 */

import ignore from "ignore";
import type { Options, Plugin } from "prettier";
import Type from "typebox";

import type { FileCheck, FileContext, Observation } from "../../core/check.ts";
import { documentKinds } from "../../core/document.ts";
import type { JsonDocument, MarkdownDocument, YamlDocument } from "../../languages/parsed.ts";
import type { ConfigurationFile } from "./prettier/configuration-files.ts";
import { configurationFilesOf, folderOf, gatherConfigurationFiles } from "./prettier/configuration-files.ts";
import { editorOptions } from "./prettier/editorconfig.ts";
import { findingsOfHunks } from "./prettier/hunks.ts";
import { configurationFor } from "./prettier/options.ts";

const optionsSchema = Type.Object(
  {
    enabled: Type.Boolean({
      default: false,
      description: "Also look where the repository has no Prettier configuration.",
    }),
  },
  { additionalProperties: false },
);
type PrettierOptions = Type.Static<typeof optionsSchema>;
type Formattable = YamlDocument | JsonDocument | MarkdownDocument;

/** About a second of Prettier's time. */
const longestText = 512 * 1024;

const check: FileCheck<PrettierOptions, Formattable> = {
  fixable: true,
  scope: "file",
  languages: ["yaml", "json", "jsonc", "markdown"],
  kinds: documentKinds.filter((kind) => kind !== "helm-template" && kind !== "jinja-template"),
  options: optionsSchema,
  gather: (documents, trees, { options }) =>
    gatherConfigurationFiles(
      documents.map((document) => document.path),
      trees,
      options.enabled,
    ),
  look,
};
export default check;

async function look(document: Formattable, { options, facts }: FileContext<PrettierOptions>): Promise<Observation> {
  const { path } = document;
  const files = configurationFilesOf(facts);
  const configuration = configurationFor(path, files.configurations);
  if (configuration.path === undefined && !options.enabled) {
    return { findings: [], skipped: "not checked, no Prettier configuration found" };
  }
  const ignoring = files.ignores.find((file) => isIgnoredBy(file, path));
  if (ignoring !== undefined) return { findings: [], skipped: `\`${ignoring.path}\` ignores it` };
  if (configuration.isUnknown) return { findings: [], gaps: configuration.gaps };
  if (document.problems.length > 0)
    return { findings: [], gaps: [{ path, reason: "waits until it parses", cause: "input" }] };
  if (document.text.length > longestText) {
    return { findings: [], gaps: [{ path, reason: "longer than 512 KB: not formatted", cause: "unsupported" }] };
  }

  const formatted = await format(document, {
    endOfLine: "auto",
    ...editorOptions(path, files.editorconfigs),
    ...configuration.options,
  });
  if ("reason" in formatted) return { findings: [], gaps: [...configuration.gaps, { path, ...formatted }] };
  return { findings: findingsOfHunks(document, formatted.text, "Prettier"), gaps: configuration.gaps };
}

type Formatted = { readonly text: string } | { readonly reason: string; readonly cause: "input" | "unsupported" };

async function format(document: Formattable, options: Options): Promise<Formatted> {
  // The standalone build with the plugins of one language loads in half the time of the whole.
  const prettier = await import("prettier/standalone");
  const plugins = await pluginsFor(document.language);
  try {
    return { text: await prettier.format(document.text, { ...options, filepath: document.path, plugins }) };
  } catch (error) {
    if (error instanceof Error && error.name === "UndefinedParserError") {
      return { reason: "Prettier does not know this kind of file", cause: "unsupported" };
    }
    return { reason: "Prettier cannot read it", cause: "input" };
  }
}

async function pluginsFor(language: Formattable["language"]): Promise<Plugin[]> {
  if (language === "yaml") return [await import("prettier/plugins/yaml")];
  const json = [await import("prettier/plugins/babel"), await import("prettier/plugins/estree")];
  if (language !== "markdown") return json;
  return [...json, await import("prettier/plugins/markdown"), await import("prettier/plugins/yaml")];
}

function isIgnoredBy(file: ConfigurationFile, path: string): boolean {
  const folder = folderOf(file.path);
  const relative = folder === "" ? path : path.slice(folder.length + 1);
  if (file.text === undefined || !ignore.isPathValid(relative)) return false;
  return ignore({ allowRelativePaths: false }).add(file.text).ignores(relative);
}
