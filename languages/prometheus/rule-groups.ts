/** The alerting and recording rules of a document, read once however many checks ask. */

import { dataOf, unknownValue } from "../data.ts";
import { isMapping, sectionOf, type Section } from "../kubernetes/section.ts";
import type { YamlDocument } from "../parsed.ts";
import { dialectOf } from "../yaml/scalar.ts";
import { placedText, type PlacedText } from "./placed-text.ts";
import { readExpression, type Expression } from "./expression.ts";
import { isOfLoki } from "./loki.ts";

export interface RuleGroup {
  /** Of the YAML document that it stands in. */
  readonly root: Section;
  /** The mapping of the group; of a bare list of rules, the list. */
  readonly section: Section;
  readonly name: PlacedText | undefined;
  readonly rules: readonly PrometheusRule[];
}

export interface PrometheusRule {
  readonly section: Section;
  readonly kind: "alert" | "record";
  /** As the file names it; missing where it is not known. */
  readonly name: PlacedText | undefined;
  readonly expression: Expression | undefined;
  readonly labels: readonly Labelled[];
  readonly annotations: readonly Labelled[];
  readonly group: Section;
  /** "Alert `InstanceDown`", as a message names it. */
  readonly title: string;
}

/** A label or an annotation. */
export interface Labelled {
  readonly key: string;
  readonly section: Section;
  readonly value: PlacedText | undefined;
}

const read = new WeakMap<YamlDocument, readonly RuleGroup[]>();

/** Of rule files, of the operator's `PrometheusRule`, of bare lists of rules. Nothing of a text that does not parse. */
export function ruleGroupsOf(document: YamlDocument): readonly RuleGroup[] {
  const known = read.get(document);
  if (known) return known;
  const groups = readGroups(document);
  read.set(document, groups);
  return groups;
}

export function rulesOf(document: YamlDocument): readonly PrometheusRule[] {
  return ruleGroupsOf(document).flatMap(({ rules }) => rules);
}

/** The roots of a document's YAML documents, in which braces are text. */
export function rootsOf(document: YamlDocument): readonly Section[] {
  if (document.problems.length > 0 || document.unread !== undefined) return [];
  return document.tree.documents.flatMap(({ content }) =>
    content ? [sectionOf(dataOf(content, dialectOf(document.kind), "text"))] : [],
  );
}

/** Most manifests are about something else: a look at the text spares them a second reading. */
export function mayHoldRules({ kind, text }: YamlDocument): boolean {
  return kind !== "kubernetes" || text.includes("PrometheusRule");
}

/** Where the groups stand: at the top of a rule file, in the `spec` of a `PrometheusRule`. */
export function groupsIn(root: Section, document: YamlDocument): Section | undefined {
  if (document.kind !== "kubernetes") return root.at("groups");
  return root.at("kind").text() === "PrometheusRule" ? root.at("spec", "groups") : undefined;
}

function readGroups(document: YamlDocument): readonly RuleGroup[] {
  if (!mayHoldRules(document)) return [];
  return rootsOf(document).flatMap((root) => {
    if (document.kind === "prometheus-rules" && Array.isArray(root.value)) {
      return [{ root, section: root, name: undefined, rules: readRules(root, root, document) }];
    }
    return (groupsIn(root, document)?.items() ?? []).map((section) => ({
      root,
      section,
      name: placedText(section.at("name"), document.text),
      rules: readRules(section.at("rules"), section, document),
    }));
  });
}

function readRules(list: Section, group: Section, document: YamlDocument): readonly PrometheusRule[] {
  return list.items().flatMap((section) => readRule(section, group, document) ?? []);
}

function readRule(section: Section, group: Section, document: YamlDocument): PrometheusRule | undefined {
  if (!isMapping(section.value)) return undefined;
  const isAlert = !section.at("alert").isMissing;
  if (isAlert === !section.at("record").isMissing) return undefined;
  const kind = isAlert ? "alert" : "record";
  const name = placedText(section.at(kind), document.text);
  const expr = section.at("expr");
  const text = expr.value === unknownValue ? undefined : placedText(expr, document.text);
  return {
    section,
    kind,
    name,
    expression: text === undefined ? undefined : readExpression(text, isOfLoki(document.path)),
    labels: labelled(section.at("labels"), document),
    annotations: labelled(section.at("annotations"), document),
    group,
    title: `${isAlert ? "Alert" : "Recording rule"} \`${name?.value ?? "?"}\``,
  };
}

function labelled(section: Section, document: YamlDocument): readonly Labelled[] {
  return section.entries().map(([key, each]) => ({ key, section: each, value: placedText(each, document.text) }));
}
