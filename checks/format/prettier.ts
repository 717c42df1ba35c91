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

import type { FileCheck, FileContext, Observation } from "../../core/check.ts";
import { untemplatedKinds } from "../../core/kinds.ts";
import type { JsonDocument, MarkdownDocument, YamlDocument } from "../../languages/parsed.ts";
import { configurationFilesOf, gatherConfigurationFiles, notConfigured } from "./prettier/configuration-files.ts";

interface PrettierOptions {
  readonly enabled: boolean;
}

/** Plain data: loading a schema builder costs more than most checks. */
const optionsSchema = {
  type: "object",
  properties: {
    enabled: {
      type: "boolean",
      default: false,
      description: "Also look where the repository has no Prettier configuration.",
    },
  },
  required: ["enabled"],
  additionalProperties: false,
};

const check: FileCheck<PrettierOptions, YamlDocument | JsonDocument | MarkdownDocument> = {
  fixable: true,
  scope: "file",
  languages: ["yaml", "json", "jsonc", "markdown"],
  kinds: untemplatedKinds,
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

async function look(
  document: YamlDocument | JsonDocument | MarkdownDocument,
  { options, facts }: FileContext<PrettierOptions>,
): Promise<Observation> {
  const files = configurationFilesOf(facts);
  if (files.configurations.length === 0 && !options.enabled) return notConfigured;
  // Most repositories stop above: what reads configurations and lays out is loaded only here.
  const { compareLayout } = await import("./prettier/compare-layout.ts");
  return compareLayout(document, files, options.enabled);
}
