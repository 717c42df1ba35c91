/**
 * Labels that an image has to have, and what may stand in them.
 *
 * Why: whoever finds an image in a registry knows by its labels alone whose it is, and out of which commit it was built.
 *
 * Asked where the rule's options or `label-schema` of the nearest `.hadolint.yaml` name labels; the file counts as it was
 * before the change, with its `strict-labels` and what it ignores. Types are `text`, `rfc3339`, `semver`, `url`, `hash`,
 * `spdx` and `email`; a value with a variable in it is left alone.
 *
 * Bad:
 * ```text
 * === base .hadolint.yaml
 * label-schema: { org.opencontainers.image.source: url }
 * === head .hadolint.yaml
 * label-schema: { org.opencontainers.image.source: url }
 * === head Dockerfile
 * FROM debian:12.7
 * LABEL org.opencontainers.image.source=api
 * ```
 *
 * Good:
 * ```text
 * === base .hadolint.yaml
 * label-schema: { org.opencontainers.image.source: url }
 * === head .hadolint.yaml
 * label-schema: { org.opencontainers.image.source: url }
 * === head Dockerfile
 * FROM debian:12.7
 * LABEL org.opencontainers.image.source=https://git.example.com/shop/api
 * ```
 *
 * Mend: add the label, or give it a value of its type.
 *
 * Waive: `# hadolint ignore=DL3052`, or `# plumbline-disable-next-line style/docker/label-schema -- reason`
 */

import type { XStatic } from "typebox/schema";
import { labelTypes, type LabelType, readHadolint } from "../../../languages/foreign/hadolint.ts";
import { type DockerfileRemark, finalStages } from "./reading/dockerfile-check.ts";
import { hadolintDemands } from "./reading/hadolint-demands.ts";
import { type ImageLabel, labelsOf, unfit } from "./reading/label-types.ts";

const optionsSchema = {
  type: "object",
  properties: {
    labels: {
      type: "object",
      additionalProperties: { enum: ["text", "rfc3339", "semver", "url", "hash", "spdx", "email"] },
      default: {},
      description: "Name of a label -> type of its value.",
    },
    strict: { type: "boolean", default: false, description: "Other labels are unwanted." },
  },
  required: ["labels", "strict"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

interface Demand {
  readonly labels: ReadonlyMap<string, LabelType>;
  readonly isStrict: boolean;
  readonly ignored: ReadonlySet<string>;
}

/** Ids of hadolint, of which any may be ignored alone. */
const ids: Readonly<Record<LabelType | "missing" | "superfluous" | "empty", string>> = {
  missing: "dl3049",
  superfluous: "dl3050",
  empty: "dl3051",
  text: "",
  url: "dl3052",
  rfc3339: "dl3053",
  spdx: "dl3054",
  hash: "dl3055",
  semver: "dl3056",
  email: "dl3058",
};

export default hadolintDemands<Options, Demand>({
  options: optionsSchema,
  otherwise: "no labels are asked for",
  demandOf({ labels: own, strict }, configuration) {
    const { labels: theirs, hasStrictLabels, ignored } = readHadolint(configuration);
    const labels = new Map(theirs);
    for (const [name, written] of Object.entries(own)) {
      const type = labelTypes.find((each) => each === written);
      if (type) labels.set(name, type);
    }
    const isStrict = strict || hasStrictLabels;
    return labels.size > 0 || isStrict ? { labels, isStrict, ignored } : undefined;
  },
  judge({ stages }, demand) {
    const chain = finalStages(stages);
    const [last] = chain;
    if (!last) return [];
    const present = chain.flatMap(({ instructions }) => instructions.flatMap(labelsOf));
    const names = new Set(present.map(({ name }) => name));
    const missing = demand.ignored.has(ids.missing) ? [] : [...demand.labels.keys()].filter((name) => !names.has(name));
    return [
      ...missing.map((name) => ({
        place: last.from.range,
        says: `This image has no label \`${name}\`, which the repository asks for.`,
        mend: `Add \`LABEL ${name}=…\`.`,
      })),
      ...present.flatMap((label) => remarkOn(label, demand)),
    ];
  },
});

function remarkOn(
  { name, value, range }: ImageLabel,
  { labels, isStrict, ignored }: Demand,
): readonly DockerfileRemark[] {
  const type = labels.get(name);
  if (type === undefined) {
    if (!isStrict || name.includes("$") || ignored.has(ids.superfluous)) return [];
    const says = `The label \`${name}\` is none of those that the repository allows.`;
    return [{ place: range, says, mend: "Delete it." }];
  }
  if (value === "") {
    if (ignored.has(ids.empty)) return [];
    return [{ place: range, says: `The label \`${name}\` is empty.`, mend: "Give it a value." }];
  }
  const form = unfit(value, type);
  if (!form || ignored.has(ids[type])) return [];
  const says = `The label \`${name}\` is to be a ${form.what}, and \`${value.slice(0, 80)}\` is none.`;
  return [{ place: range, says, mend: `Write it as in \`${form.example}\`.` }];
}
