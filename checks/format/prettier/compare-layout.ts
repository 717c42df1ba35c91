/** The comparison itself: one document against its layout by Prettier, under the configuration that was gathered for it. */

import ignore from "ignore";
import type { Options, Plugin } from "prettier";

import type { Observation } from "../../../core/check.ts";
import type { JsonDocument, MarkdownDocument, YamlDocument } from "../../../languages/parsed.ts";
import { folderOf, notConfigured, type ConfigurationFile, type ConfigurationFiles } from "./configuration-files.ts";
import { editorOptions } from "./editorconfig.ts";
import { findingsOfHunks } from "../hunks.ts";
import { configurationFor } from "./options.ts";

type Formattable = YamlDocument | JsonDocument | MarkdownDocument;

/** About a second of Prettier's time. */
const longestText = 512 * 1024;

/** A tool writes them anew on every install; what it writes is nobody's layout. */
const lockFile = /(?:^|\/)(?:pnpm-lock\.yaml|package-lock\.json|npm-shrinkwrap\.json)$/u;

/** `isAsked`: the rule wants it also where nothing is configured. */
export async function compareLayout(
  document: Formattable,
  files: ConfigurationFiles,
  isAsked: boolean,
): Promise<Observation> {
  const { path } = document;
  const configuration = configurationFor(path, files.configurations);
  if (configuration.path === undefined && !isAsked) return notConfigured;
  if (lockFile.test(path)) return { findings: [], skipped: "a lock file is as its tool writes it" };
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
