/** Relabelling: what each action needs, and what it does not go with. */

import { isMapping, type Section } from "../../../languages/kubernetes/section.ts";
import {
  checked,
  isSet,
  labelProblem,
  lacks,
  list,
  mapping,
  natural,
  pattern,
  text,
  textOf,
  type Shape,
  type Tell,
} from "./shape.ts";

const actions = [
  ...["replace", "keep", "drop", "keepequal", "dropequal", "hashmod"],
  ...["labelmap", "labeldrop", "labelkeep", "lowercase", "uppercase"],
];
const needTarget = new Set(["replace", "keepequal", "dropequal", "hashmod", "lowercase", "uppercase"]);

/** Beside these keys an action takes no other. */
const takesOnly: ReadonlyMap<string, readonly string[]> = new Map([
  ["keepequal", ["source_labels", "target_label"]],
  ["dropequal", ["source_labels", "target_label"]],
  ["labeldrop", ["regex"]],
  ["labelkeep", ["regex"]],
  ["lowercase", ["source_labels", "target_label", "regex", "modulus", "separator"]],
  ["uppercase", ["source_labels", "target_label", "regex", "modulus", "separator"]],
]);

/** What is written out as it is anyway changes nothing. */
const defaults: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["separator", ";"],
  ["regex", "(.*)"],
  ["replacement", "$1"],
  ["modulus", 0],
]);

const step: Shape = mapping(
  "a relabelling step",
  {
    source_labels: list(checked(labelProblem)),
    separator: text,
    target_label: text,
    regex: pattern,
    modulus: natural,
    replacement: text,
    action: checked((value) =>
      actions.includes(value.toLowerCase()) ? undefined : `\`${value}\` is no action of relabelling.`,
    ),
  },
  { also: needs },
);

function needs(section: Section, tell: Tell): void {
  const written = section.at("action");
  const action = written.isMissing ? "replace" : textOf(written)?.toLowerCase();
  if (action === undefined || !isMapping(section.value)) return;
  const place = written.isMissing ? section.place() : written.place();
  if (needTarget.has(action) && lacks(section.at("target_label"))) {
    tell(place, `The action \`${action}\` needs a \`target_label\`.`, "Set `target_label`.");
  }
  if (action === "hashmod" && (lacks(section.at("modulus")) || section.at("modulus").value === 0)) {
    tell(place, "The action `hashmod` needs a `modulus` other than 0.", "Set `modulus` to the number of shards.");
  }
  const allowed = takesOnly.get(action);
  if (!allowed) return;
  for (const [key, child] of section.entries()) {
    if (key === "action" || allowed.includes(key) || !isSet(child) || defaults.get(key) === child.value) continue;
    if (Array.isArray(child.value) && child.value.length === 0) continue;
    tell(
      child.place(),
      `The action \`${action}\` takes no \`${key}\`.`,
      `Take \`${key}\` away, or choose another action.`,
    );
  }
}

export const relabelling: Shape = list(step, "relabelling step");
