/**
 * What the repository's own `.yamllint` asks for, where there is one.
 *
 * Why: a repository that has agreed on its layout gets the answers that it is used to, at the same lines.
 *
 * All 23 rules of yamllint are there with their options, levels, `ignore`, `ignore-from-file`, `yaml-files` and `extends`,
 * and its comments (`# yamllint disable-line rule:truthy`). The configuration is `.yamllint`, `.yamllint.yaml` or
 * `.yamllint.yml` at the top of the repository, and counts as it was before the change. In its files our own rules on the
 * same matters keep silent. `enabled: true` asks for yamllint's default rules where there is no configuration.
 *
 * Bad (config/app.yaml):
 * ```yaml
 * ---
 * port:  80
 * ```
 *
 * Good (config/app.yaml):
 * ```yaml
 * ---
 * port: 80
 * ```
 *
 * Mend: follow the message, or change the rule that it names in `.yamllint`.
 *
 * Waive: `# yamllint disable-line rule:colons`, or `# plumbline-disable-next-line style/yaml/yamllint -- reason`
 */

import type { XStatic } from "typebox/schema";
import type { FileCheck, FileContext, Observation } from "../../../core/check.ts";
import { untemplatedKinds } from "../../../core/kinds.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { gatherLintFiles, lintFilesOf } from "./lint/configuration-files.ts";

const optionsSchema = {
  type: "object",
  properties: {
    level: {
      enum: ["error", "warning", "any"],
      default: "any",
      description: "Show only what the configuration calls so.",
    },
    enabled: {
      type: "boolean",
      default: false,
      description: "Ask for yamllint's default rules where the repository has no configuration.",
    },
  },
  required: ["level", "enabled"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

const check: FileCheck<Options, YamlDocument> = {
  scope: "file",
  languages: ["yaml"],
  kinds: untemplatedKinds,
  options: optionsSchema,
  async gather(documents, { base }) {
    const facts = await gatherLintFiles(base);
    return new Map(facts ? documents.map(({ path }) => [path, facts]) : []);
  },
  look,
};
export default check;

async function look(document: YamlDocument, { options, facts }: FileContext<Options>): Promise<Observation> {
  const usual = { path: ".yamllint", texts: new Map([[".yamllint", "extends: default\n"]]) };
  const files = lintFilesOf(facts) ?? (options.enabled ? usual : undefined);
  if (files === undefined)
    return { findings: [], skipped: "not checked, the repository has no `.yamllint`", aside: true };
  // Only a repository that asks for it pays for loading the rules.
  const { observe } = await import("./lint/observe.ts");
  return observe(document, files, options.level);
}
