/** What every check over alerting and recording rules is made of: a judge of one rule, and how it says what it saw. */

import type { FileCheck, Facts } from "../../../../core/check.ts";
import type { Finding, Gap } from "../../../../core/finding.ts";
import type { Range } from "../../../../core/text.ts";
import type { YamlDocument } from "../../../../languages/parsed.ts";
import { ruleGroupsOf, type PrometheusRule, type RuleGroup } from "../../../../languages/prometheus/rule-groups.ts";

export interface Remark {
  readonly place: Range;
  /** A whole sentence. */
  readonly message: string;
  readonly advice?: string;
}

export interface Surroundings<Options> {
  readonly options: Options;
  readonly facts: Facts | undefined;
  readonly document: YamlDocument;
  readonly group: RuleGroup;
  readonly groups: readonly RuleGroup[];
}

export type Judge<Options> = (rule: PrometheusRule, around: Surroundings<Options>) => Iterable<Remark>;

interface Further<Options> extends Partial<Pick<FileCheck<Options, YamlDocument>, "options" | "gather">> {
  /** Says which expressions nobody judges: one check does, or a reader would hear it from each. */
  readonly tellsUnread?: boolean;
}

const mostFindings = 300;

export function prometheusCheck<Options = object>(
  judge: Judge<Options>,
  { tellsUnread = false, ...more }: Further<Options> = {},
): FileCheck<Options, YamlDocument> {
  return {
    scope: "file",
    languages: ["yaml"],
    kinds: ["prometheus-rules", "kubernetes"],
    ...more,
    look(document, { options, facts }) {
      const findings: Finding[] = [];
      const groups = ruleGroupsOf(document);
      for (const group of groups) {
        for (const rule of group.rules) {
          for (const { place, message, advice } of judge(rule, { options, facts, document, group, groups })) {
            findings.push({
              message,
              ...(advice !== undefined && { advice }),
              at: { path: document.path, range: place },
            });
          }
        }
        if (findings.length >= mostFindings) break;
      }
      return { findings: findings.slice(0, mostFindings), ...(tellsUnread && { gaps: gapsOf(document, groups) }) };
    },
  };
}

/** A text in another language is told once a file, however many rules are written in it. */
function gapsOf({ path, problems }: YamlDocument, groups: readonly RuleGroup[]): readonly Gap[] {
  if (problems.length > 0) return [];
  const reasons = groups.flatMap(({ rules }) => rules.flatMap(({ expression }) => expression?.unread ?? []));
  return [...new Set(reasons)].map((reason) => ({
    path,
    reason: `some expressions are not judged: ${reason}`,
    cause: "unsupported",
  }));
}

/** A problem's message as the end of a sentence becomes a sentence. */
export function ended(message: string): string {
  return /[.!?]$/u.test(message) ? message : `${message}.`;
}

/** A rule's title within a sentence: "alert `ApiDown`". */
export function midSentence(title: string): string {
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}
