/** AWS policies wherever they are written (`jsonencode`, heredoc, `aws_iam_policy_document`), as statements with places. */

import type { Range } from "../../../../core/text.ts";
import type { HclExpression } from "../../../../languages/hcl/tree.ts";
import { isList, isMap, unknown, type Value } from "../../../../languages/hcl/value.ts";
import { sectionsOfJson } from "./json-section.ts";
import type { ModuleView, Resource } from "./module-view.ts";
import { addressesIn } from "./references.ts";
import { type Section, sectionOfObject } from "./section.ts";

export interface Statement {
  /** The statement, or the whole policy where it has only one. */
  readonly place: Range;
  readonly effect: "Allow" | "Deny" | undefined;
  /** What is not known is left out of every list. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** `*`, account ids and ARNs; services with the word before them: `Service:ec2.amazonaws.com`. */
  readonly principals: readonly string[];
  /** `absent` is for certain; a list with holes is not. */
  readonly has: {
    readonly principal: boolean;
    readonly notPrincipal: boolean;
    readonly notAction: boolean;
    readonly condition: boolean;
  };
  /** The data source that holds it, where the policy is not written in place. */
  readonly from?: Resource;
  readonly section: Section;
  readonly dialect: "json" | "document";
}

/** Statements of the policy in an attribute; none where it cannot be read. */
export function statementsAt(resource: Resource, attribute: string, module: ModuleView): readonly Statement[] {
  const reading = resource.section.read(attribute);
  if (reading.state === "absent" || !reading.expression) return [];
  return statementsOf(reading.expression, reading.place, module);
}

export function statementsOf(expression: HclExpression, place: Range, module: ModuleView): readonly Statement[] {
  const policy = policySection(expression, module);
  if (policy) return jsonStatements(policy, place);
  return addressesIn(expression)
    .filter((address) => address.startsWith("data.aws_iam_policy_document."))
    .flatMap((address) => {
      const document = module.find(address);
      return document ? documentStatements(document).map((each) => ({ ...each, place, from: document })) : [];
    });
}

function policySection(expression: HclExpression, module: ModuleView): Section | undefined {
  switch (expression.type) {
    case "HclParentheses":
      return policySection(expression.expression, module);
    case "HclCall": {
      const [given] = expression.arguments;
      if (expression.name.name !== "jsonencode" || !given) return undefined;
      return given.type === "HclObject" ? sectionOfObject(given, module.scope) : undefined;
    }
    case "HclTemplate":
      return sectionsOfJson(expression).list[0];
    default:
      return undefined;
  }
}

function jsonStatements(policy: Section, place: Range): readonly Statement[] {
  const { list, isWhole } = policy.sections("Statement");
  const isOnly = list.length === 1 && isWhole;
  return list.map((section) => ({
    place: isOnly ? place : section.place,
    effect: effectOf(section.read("Effect")),
    actions: words(section, "Action"),
    resources: words(section, "Resource"),
    principals: jsonPrincipals(section),
    has: {
      principal: isThere(section, "Principal"),
      notPrincipal: isThere(section, "NotPrincipal"),
      notAction: isThere(section, "NotAction"),
      condition: isThere(section, "Condition"),
    },
    section,
    dialect: "json",
  }));
}

/** The statements of an `aws_iam_policy_document`; without an effect they allow. */
export function documentStatements(document: Resource): readonly Statement[] {
  return document.section.sections("statement").list.map((section) => {
    const effect = section.read("effect");
    const isThereBlock = (name: string): boolean => {
      const { list, isWhole } = section.sections(name);
      return list.length > 0 || !isWhole;
    };
    return {
      place: section.place,
      effect: effect.state === "absent" ? "Allow" : effectOf(effect),
      actions: words(section, "actions"),
      resources: words(section, "resources"),
      principals: section.sections("principals").list.flatMap((each) => {
        const type = each.read("type");
        const isService = type.state === "known" && type.value === "Service";
        return words(each, "identifiers").map((word) => (isService ? `Service:${word}` : word));
      }),
      has: {
        principal: isThereBlock("principals"),
        notPrincipal: isThereBlock("not_principals"),
        notAction: isThere(section, "not_actions"),
        condition: isThereBlock("condition"),
      },
      section,
      dialect: "document",
    };
  });
}

function effectOf(reading: ReturnType<Section["read"]>): Statement["effect"] {
  if (reading.state !== "known") return undefined;
  return reading.value === "Allow" || reading.value === "Deny" ? reading.value : undefined;
}

function isThere(section: Section, name: string): boolean {
  return section.read(name).state !== "absent";
}

function words(section: Section, name: string): readonly string[] {
  const reading = section.read(name);
  return reading.state === "known" ? wordsOf(reading.value) : [];
}

export function wordsOf(value: Value): readonly string[] {
  const items = isList(value) ? value : [value];
  return items.filter((item): item is string => typeof item === "string");
}

function jsonPrincipals(section: Section): readonly string[] {
  const reading = section.read("Principal");
  if (reading.state !== "known") return [];
  const { value } = reading;
  if (!isMap(value)) return wordsOf(value);
  return [...value].flatMap(([type, given]) => {
    if (given === unknown) return [];
    return wordsOf(given).map((word) => (type === "Service" || type === "Federated" ? `${type}:${word}` : word));
  });
}

/** `*` and `service:*` match as AWS reads them, in any letter case. */
export function allowsAction(statement: Statement, action: string): boolean {
  const wanted = action.toLowerCase();
  return statement.actions.some((given) => isMatch(given.toLowerCase(), wanted));
}

function isMatch(pattern: string, word: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === word;
  if (!word.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop() ?? "";
  for (const piece of rest) {
    const found = word.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return word.length - at >= last.length && word.endsWith(last);
}
