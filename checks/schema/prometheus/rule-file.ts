/** The form of rule files: groups, alerting and recording rules, with the keys that Prometheus' relatives add. */

import type { Section } from "../../../languages/kubernetes/section.ts";
import {
  anything,
  checked,
  dictionary,
  duration,
  flag,
  isSet,
  lacks,
  list,
  mapping,
  number,
  oneOf,
  text,
  textOf,
  whole,
  type Shape,
  type Tell,
} from "./shape.ts";

/** Labels that Prometheus sets itself. */
function labelName(name: string): string | undefined {
  if (name === "__name__")
    return "`__name__` is no label that a rule may set: the name of the rule is the metric's name.";
  return legacyName(name, "label");
}

function annotationName(name: string): string | undefined {
  return legacyName(name, "annotation");
}

function legacyName(name: string, what: string): string | undefined {
  if (/^[A-Za-z_]\w*$/u.test(name) || isPlausible(name)) return undefined;
  return `\`${name}\` is no name of ${what === "label" ? "a label" : "an annotation"}.`;
}

/** Servers from 3.0 on take any text; what holds braces or blanks at its ends was never meant as a name. */
function isPlausible(name: string): boolean {
  return name !== "" && !/[{}$]/u.test(name) && name.trim() === name;
}

const labels = dictionary(text, labelName);

const alertOnly = ["for", "keep_firing_for", "annotations"] as const;

export const ruleShape: Shape = mapping(
  "a rule",
  {
    alert: text,
    record: checked((name) =>
      /^[A-Za-z_:][\w:]*$/u.test(name) || isPlausible(name) ? undefined : `\`${name}\` is no name of a metric.`,
    ),
    expr: text,
    for: duration,
    keep_firing_for: duration,
    labels,
    annotations: dictionary(text, annotationName),
    debug: flag,
    enabled: flag,
    update_entries_limit: whole,
  },
  { also: ruleNeeds },
);

function ruleNeeds(rule: Section, tell: Tell): void {
  const [alert, record, expr] = [rule.at("alert"), rule.at("record"), rule.at("expr")];
  if (isSet(alert) && isSet(record)) {
    return tell(
      record.place(),
      "This rule has `alert` and `record`, and can be only one of the two.",
      "Make two rules of it.",
    );
  }
  if (lacks(alert) && lacks(record)) {
    tell(
      expr.isMissing ? rule.place() : expr.place(),
      "This rule has neither `alert` nor `record`, so it has no name.",
      "Set one of the two.",
    );
  }
  if (lacks(expr))
    tell(
      expr.isMissing ? rule.place() : expr.place(),
      "This rule has no `expr`, so there is nothing to evaluate.",
      "Write the expression.",
    );
  if (!isSet(record)) return;
  for (const key of alertOnly) {
    if (!isSet(rule.at(key))) continue;
    tell(rule.at(key).place(), `\`${key}\` belongs to alerts, and this is a recording rule.`, `Take \`${key}\` away.`);
  }
}

const groupKeys: Shape = mapping(
  "a group of rules",
  {
    name: text,
    interval: duration,
    query_offset: duration,
    limit: whole,
    labels,
    rules: list(ruleShape, "rule"),
    partial_response_strategy: oneOf("strategy", ["warn", "abort", "WARN", "ABORT"]),
    source_tenants: list(text),
    align_evaluation_time_on_interval: flag,
    evaluation_delay: duration,
    // Of Loki, Mimir, and vmalert.
    remote_write: anything,
    concurrency: whole,
    type: oneOf("kind of group", ["prometheus", "graphite", "vlogs", "loki"]),
    tenant: text,
    params: anything,
    headers: anything,
    notifier_headers: anything,
    eval_offset: text,
    eval_delay: text,
    eval_alignment: flag,
    debug: flag,
    extra_filter_labels: anything,
    external_labels: anything,
    file: text,
    id: text,
    datasource_type: text,
    update_entries_limit: number(),
  },
  { required: ["name"] },
);

/** A rule that stands among the groups is one mistake, not one for each of its keys. */
export const ruleGroup: Shape = (section, tell) => {
  const key = ["alert", "record"].find((each) => section.at("name").isMissing && isSet(section.at(each)));
  if (key === undefined) return groupKeys(section, tell);
  tell(
    section.at(key).place(),
    "A rule stands here, where a group of rules is expected.",
    "Put it into the `rules` of a group with a `name`.",
  );
};

export const ruleFile: Shape = mapping(
  "a rule file",
  { groups: list(ruleGroup, "group"), namespace: text },
  { also: (root, tell) => duplicateNames(root.at("groups"), tell) },
);

export function duplicateNames(groups: Section, tell: Tell): void {
  const seen = new Set<string>();
  for (const group of groups.items()) {
    const name = textOf(group.at("name"));
    if (name === undefined) continue;
    if (seen.has(name))
      tell(
        group.at("name").place(),
        `The group \`${name}\` stands twice in this file.`,
        "Give one of the two another name.",
      );
    seen.add(name);
  }
}
