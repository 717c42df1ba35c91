/** What a `.hadolint.yaml` says, key by key, as hadolint documents them; of a text that does not parse, nothing. */

import { dataOf } from "../data.ts";
import { type Section, sectionOf } from "../kubernetes/section.ts";
import { parseYaml } from "../yaml/parse.ts";

/** From the mildest to the strictest. */
export const hadolintLevels = ["style", "info", "warning", "error"] as const;
export type HadolintLevel = (typeof hadolintLevels)[number];

export const labelTypes = ["text", "rfc3339", "semver", "url", "hash", "spdx", "email"] as const;
export type LabelType = (typeof labelTypes)[number];

export interface HadolintConfiguration {
  /** Ids in lower case. */
  readonly ignored: ReadonlySet<string>;
  /** `override`, ids in lower case. */
  readonly levels: ReadonlyMap<string, HadolintLevel>;
  /** Empty = all are. */
  readonly trustedRegistries: readonly string[];
  /** Labels that an image has to have. */
  readonly labels: ReadonlyMap<string, LabelType>;
  /** Other labels than those are unwanted. */
  readonly hasStrictLabels: boolean;
  /** Only what is at least as strict makes it fail; `undefined` where the file does not say. */
  readonly threshold?: HadolintLevel;
  /** `no-fail`, or a threshold that nothing reaches. */
  readonly neverFails: boolean;
  /** `disable-ignore-pragma`: comments silence nothing. */
  readonly isDeaf: boolean;
}

/** A configuration beyond this was not written by hand. */
const longest = 256_000;

const nothing: HadolintConfiguration = {
  ignored: new Set(),
  levels: new Map(),
  trustedRegistries: [],
  labels: new Map(),
  hasStrictLabels: false,
  neverFails: false,
  isDeaf: false,
};

export function readHadolint(text: string): HadolintConfiguration {
  if (text.length > longest) return nothing;
  const { tree, problems } = parseYaml(text);
  if (problems.length > 0) return nothing;
  const root = sectionOf(dataOf(tree.documents[0]?.content));
  const written = root.at("failure-threshold").text()?.toLowerCase();
  const threshold = hadolintLevels.find((level) => level === written);
  return {
    ignored: new Set(idsOf(root.at("ignored"))),
    levels: levelsOf(root.at("override")),
    trustedRegistries: textsOf(root.at("trustedRegistries")),
    labels: labelsOf(root.at("label-schema")),
    hasStrictLabels: root.at("strict-labels").value === true,
    ...(threshold && { threshold }),
    // Of what is ignored there is nothing to show, so that these two let everything pass.
    neverFails: root.at("no-fail").value === true || written === "none",
    isDeaf: root.at("disable-ignore-pragma").value === true,
  };
}

function textsOf(section: Section): readonly string[] {
  const one = section.text();
  return one === undefined ? section.items().flatMap((item) => item.text() ?? []) : [one];
}

function idsOf(section: Section): readonly string[] {
  return textsOf(section).map((id) => id.trim().toLowerCase());
}

function levelsOf(override: Section): ReadonlyMap<string, HadolintLevel> {
  return new Map(hadolintLevels.flatMap((level) => idsOf(override.at(level)).map((id) => [id, level] as const)));
}

function labelsOf(schema: Section): ReadonlyMap<string, LabelType> {
  return new Map(
    schema.entries().flatMap(([name, section]) => {
      const written = section.text()?.toLowerCase();
      const type = labelTypes.find((each) => each === written);
      return type ? [[name, type] as const] : [];
    }),
  );
}
