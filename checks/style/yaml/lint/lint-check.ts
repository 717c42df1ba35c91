/** A rule of yamllint as a check of its own, for whoever binds it in a rule set and has no `.yamllint`. */

import type { FileCheck } from "../../../../core/check.ts";
import { untemplatedKinds } from "../../../../core/kinds.ts";
import type { YamlDocument } from "../../../../languages/parsed.ts";
import type { OptionSchemas } from "./check-options.ts";
import { gatherLintFiles, lintFilesOf } from "./configuration-files.ts";

type Options = Readonly<Record<string, unknown>>;

/** `rule`: its name in yamllint; `options` bear the names that they have there; `alike`: checks that know better what reads a file. */
export function lintCheck(
  rule: string,
  options: OptionSchemas = {},
  alike?: readonly string[],
): FileCheck<Options, YamlDocument> {
  return {
    scope: "file",
    languages: ["yaml"],
    kinds: untemplatedKinds,
    options: { type: "object", properties: options, required: Object.keys(options), additionalProperties: false },
    async gather(documents, { base }) {
      const facts = await gatherLintFiles(base);
      return new Map(facts ? documents.map(({ path }) => [path, facts]) : []);
    },
    async look(document, context) {
      const { observeRule } = await import("./observe.ts");
      const seen = observeRule(document, { rule, options: context.options, files: lintFilesOf(context.facts) });
      return alike ? { ...seen, findings: seen.findings.map((finding) => ({ ...finding, alike })) } : seen;
    },
  };
}
