/**
 * Rules without an owner, or with one that nobody knows.
 *
 * Why: somebody has to mend an alert that fires for nothing, and a rule of nobody's is never mended.
 *
 * An owner is named by pint's comments, `# pint rule/owner TEAM` at a rule and `# pint file/owner TEAM` for the whole file.
 * `required` asks every rule for one, and `allowed` lists patterns of RE2 for the names. A `.pint.hcl` whose `owners` block
 * lists who is allowed asks for both.
 *
 * Bad (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       - alert: ApiDown
 *         expr: up{job="api"} == 0
 * ```
 *
 * Good (prometheus/api.rules.yml):
 * ```yaml
 * groups:
 *   - name: api
 *     rules:
 *       # pint rule/owner team-api
 *       - alert: ApiDown
 *         expr: up{job="api"} == 0
 * ```
 *
 * Mend: name the team in a comment above the rule.
 *
 * Waive: `# plumbline-disable-next-line style/prometheus/rule-owner -- reason`
 */

import type { XStatic } from "typebox/schema";

import type { FileCheck } from "../../../core/check.ts";
import type { Finding } from "../../../core/finding.ts";
import type { YamlDocument } from "../../../languages/parsed.ts";
import { pintCommentsOf, ruleOfComment, type PintComment } from "../../../languages/prometheus/pint-comments.ts";
import { matches } from "../../../languages/prometheus/pint-configuration.ts";
import { mayHoldRules, rulesOf, type PrometheusRule } from "../../../languages/prometheus/rule-groups.ts";
import { gatherPint, pintOf } from "./reading/pint.ts";

const optionsSchema = {
  type: "object",
  properties: {
    required: { type: "boolean", default: false, description: "Every rule has to have an owner." },
    allowed: {
      type: "array",
      items: { type: "string", format: "regex" },
      default: [],
      description: "Patterns of RE2 that whole names of owners fit; without one, any name is fine.",
    },
  },
  required: ["required", "allowed"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

const mostFindings = 300;

const check: FileCheck<Options, YamlDocument> = {
  scope: "file",
  languages: ["yaml"],
  kinds: ["prometheus-rules", "kubernetes"],
  options: optionsSchema,
  gather: gatherPint,
  look(document, { options, facts }) {
    // pint heeds its list of owners only where owners are required, so whoever wrote one requires them.
    const known = pintOf(facts)?.configuration.owners ?? [];
    const allowed = [...options.allowed, ...known];
    const isRequired = options.required || known.length > 0;
    if (!isRequired && allowed.length === 0) return { findings: [] };
    if (document.problems.length > 0 || !mayHoldRules(document)) return { findings: [] };

    const comments = pintCommentsOf(document);
    const named = comments.filter(({ verb, value }) => /^(?:file|rule)\/owner$/u.test(verb) && value !== "");
    const unknown = named.flatMap((comment) => judge(comment, allowed, document));
    const missing = isRequired ? withoutOwner(rulesOf(document), named, document) : [];
    return { findings: [...unknown, ...missing].slice(0, mostFindings) };
  },
};
export default check;

function judge(
  { comment, value }: PintComment,
  allowed: readonly string[],
  { path }: YamlDocument,
): readonly Finding[] {
  if (allowed.length === 0 || allowed.some((pattern) => matches(pattern, value))) return [];
  return [
    {
      message: `\`${value}\` is none of the owners that are allowed here.`,
      advice: `Name an owner that fits one of ${allowed.map((pattern) => `\`${pattern}\``).join(", ")}.`,
      at: { path, range: comment.range },
    },
  ];
}

function withoutOwner(
  rules: readonly PrometheusRule[],
  named: readonly PintComment[],
  document: YamlDocument,
): readonly Finding[] {
  if (named.some(({ verb }) => verb === "file/owner")) return [];
  const owned = named.flatMap((comment) => {
    const rule = ruleOfComment(comment, document);
    return rule ? [rule.range] : [];
  });
  return rules.flatMap(({ name, section, title }) => {
    const range = name?.range ?? section.place();
    if (owned.some(([start, end]) => start <= range[0] && range[0] < end)) return [];
    return [
      {
        message: `${title} has no owner.`,
        advice: "Name one in a comment above it: `# pint rule/owner TEAM`.",
        at: { path: document.path, range },
      },
    ];
  });
}
