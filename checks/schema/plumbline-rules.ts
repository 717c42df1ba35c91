/**
 * A rule set of Plumbline's that does not validate.
 *
 * Why: a rule set that does not validate leaves the older one in force, so the change that breaks it never takes effect.
 *
 * Unknown rules, checks, options and values are found, as are globs that leave the repository and regular expressions
 * that do not compile, expressions of policies that have no meaning, and examples of policies that are not what they say.
 * `plumbline rules validate` and `plumbline rules test` say the same in a terminal.
 *
 * Bad (.github/plumbline.yml):
 * ```yaml
 * rules:
 *   context/tiket: failure
 * ```
 *
 * Good (.github/plumbline.yml):
 * ```yaml
 * rules:
 *   waiver/unused: failure
 * ```
 *
 * Mend: follow the advice of the finding; `docs/plumbline.schema.json` lets an editor complete names and values.
 *
 * Waive: a broken rule set cannot take effect, so a waiver would change nothing; correct the line instead.
 */

import type { XStatic } from "typebox/schema";
import type { FileCheck } from "../../core/check.ts";
import type { Finding } from "../../core/finding.ts";
import type { YamlDocument } from "../../languages/parsed.ts";
import type { Policy } from "./plumbline-rules/read-policies.ts";
import { knownRules } from "./plumbline-rules/known-rules.ts";
import { extendedRuleSets, readRuleSetFile } from "./plumbline-rules/read.ts";

const names = { type: "object", additionalProperties: { type: "string" }, default: {} } as const;
const options = {
  type: "object",
  properties: {
    inherited: { ...names, description: "Rules that layers above bring, and their checks; filled in by the review." },
    unreachable: { ...names, description: "What cannot be extended, and why; filled in by the review." },
  },
} as const;

const plumblineRules: FileCheck<XStatic<typeof options>, YamlDocument> = {
  scope: "file",
  languages: ["yaml"],
  kinds: ["plumbline-rules"],
  options,
  async look({ path, text, problems: syntax }, { options: { inherited = {}, unreachable = {} } }) {
    // `style/yaml/syntax` tells where the file does not parse; saying it twice helps nobody.
    if (syntax.length > 0) return { findings: [] };
    const { problems, file } = await readRuleSetFile(text, path, {
      ...knownRules,
      inherited: new Map(Object.entries(inherited)),
    });
    const reasons = new Map(Object.entries(unreachable));
    const extended = extendedRuleSets(text).flatMap(({ reference: { written }, range }) => {
      const reason = reasons.get(written);
      return reason === undefined ? [] : [{ message: reason, at: { path, range } }];
    });
    const invalid = problems.map(({ message, advice, range }) => ({
      message,
      ...(advice === undefined ? {} : { advice }),
      at: { path, range },
    }));
    return { findings: [...extended, ...invalid, ...(await brokenExamples(path, file?.policies ?? []))] };
  },
};

/** A policy whose own examples say otherwise would surprise the authors that it judges. */
async function brokenExamples(path: string, policies: readonly Policy[]): Promise<readonly Finding[]> {
  if (!policies.some(({ good, bad }) => good.length + bad.length > 0)) return [];
  const { runExamples } = await import("../policy/examples.ts");
  const results = await runExamples(policies);
  return results.flatMap(({ policy, verdict, number, mistake, example }) => {
    if (mistake === undefined) return [];
    const message = `The ${verdict} example ${number} of \`${policy}\` is not what it says: ${mistake}.`;
    return [{ message, advice: "Mend the policy or the example.", at: { path, range: example.range } }];
  });
}

export default plumblineRules;
