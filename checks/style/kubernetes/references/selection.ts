/** Whether a selector chooses an object, with the labels that kustomizations lay over both. */

import { unknownValue } from "../../../../languages/data.ts";
import type { KubernetesObject } from "../../../../languages/kubernetes/objects.ts";
import { isMapping, type Section } from "../../../../languages/kubernetes/section.ts";
import { type BuiltObject } from "../../../../languages/kustomize/built-object.ts";
import { selects } from "../../../security/kubernetes/reading/selectors.ts";

export interface Selector {
  readonly object: KubernetesObject;
  /** What is asked for, added labels included; `undefined` where it is not known. */
  readonly pairs: Pairs | undefined;
  /** The mapping of pairs itself, as a Service has it, or one with `matchLabels`. */
  readonly section: Section;
  readonly isPlain: boolean;
  readonly chooses: "pod" | "service";
}

/** What an object selects; an empty selector chooses everything and is none. */
export function selectorOf(object: KubernetesObject, { labels }: BuiltObject): Selector | undefined {
  const at = places.get(object.kind);
  const section = at && object.root.at("spec", at);
  if (!section || !isMapping(section.value) || section.entries().length === 0) return undefined;
  const isPlain = object.kind === "Service" || object.kind === "ReplicationController";
  const own = isPlain ? section : section.at("matchLabels");
  const added = labels.filter(({ inSelectors }) => inSelectors).map(({ pairs }) => pairs);
  return {
    object,
    pairs: joined(own.isMissing ? added : [own, ...added]),
    section,
    isPlain,
    chooses: object.kind === "ServiceMonitor" ? "service" : "pod",
  };
}

const places: ReadonlyMap<string, string> = new Map([
  ["Service", "selector"],
  ["NetworkPolicy", "podSelector"],
  ["PodDisruptionBudget", "selector"],
  ["ServiceMonitor", "selector"],
  ["PodMonitor", "selector"],
]);

type Pairs = ReadonlyMap<string, unknown>;

/** `undefined`: not known. */
export function chooses(selector: Selector, candidate: BuiltObject): boolean | undefined {
  const labels = labelsOf(selector, candidate);
  const { pairs } = selector;
  if (labels === undefined || pairs === undefined) return undefined;
  let isUnknown = false;
  for (const [key, value] of pairs) {
    const own = labels.get(key);
    if (own === unknownValue || value === unknownValue) isUnknown = true;
    else if (String(own) !== String(value)) return false;
  }
  if (!selector.isPlain && !selector.section.at("matchExpressions").isMissing) {
    const answer =
      candidate.labels.length > 0 ? undefined : selects(selector.section, ownLabels(selector.chooses, candidate));
    return answer === false ? false : isUnknown ? undefined : answer;
  }
  return isUnknown ? undefined : true;
}

/** How many of the pairs an object has: whoever has one and not the others was most likely meant. */
export function hasOneOf(selector: Selector, candidate: BuiltObject): boolean {
  const labels = labelsOf(selector, candidate);
  return [...(selector.pairs ?? [])].some(([key, value]) => typeof value === "string" && labels?.get(key) === value);
}

type Labels = { readonly [Role in Selector["chooses"]]: Pairs | undefined };

/** Each object is held against every selector of its unit. */
const known = new WeakMap<BuiltObject, Labels>();

function labelsOf(selector: Selector, candidate: BuiltObject): Pairs | undefined {
  const labels = known.get(candidate) ?? {
    pod: readLabels("pod", candidate),
    service: readLabels("service", candidate),
  };
  known.set(candidate, labels);
  return labels[selector.chooses];
}

function readLabels(chooses: Selector["chooses"], candidate: BuiltObject): Pairs | undefined {
  const inTemplate = chooses === "pod" && candidate.kind !== "Pod";
  const added = candidate.labels.filter((each) => !inTemplate || each.inTemplates).map(({ pairs }) => pairs);
  const own = ownLabels(chooses, candidate);
  return joined(own.isMissing ? added : [own, ...added]);
}

function ownLabels(wanted: Selector["chooses"], { object }: BuiltObject): Section {
  const metadata = wanted === "pod" ? object?.pod?.metadata : object?.root.at("metadata");
  return metadata?.at("labels") ?? nothing;
}

const nothing: Section = {
  value: undefined,
  isMissing: true,
  place: () => [0, 0],
  at: () => nothing,
  items: () => [],
  entries: () => [],
  text: () => undefined,
};

/** The last one wins. `undefined` where one of them is not known. */
function joined(sections: readonly Section[]): Pairs | undefined {
  if (sections.some(({ value }) => !isMapping(value))) return undefined;
  return new Map(sections.flatMap((section) => section.entries().map(([key, { value }]) => [key, value] as const)));
}
