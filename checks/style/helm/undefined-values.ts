/**
 * Values that a template writes and no values file sets.
 *
 * Why: Helm writes nothing in their place without a word, or stops where a key of nothing is read; a misspelt name shows only in the cluster.
 *
 * Told are values that are written as they are: no `if`, `with`, `default`, `required` or any other function anywhere in the
 * chart asks whether they are there, no comment of a values file and no `values.schema.json` mentions them, and no values file
 * of the repository sets them. In a block, and where a dependency is not in the
 * repository, only names that are spelt much like one that is set are told.
 *
 * Bad:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 *
 * === head shop/values.yaml
 * image:
 *   repository: registry.example.com/shop
 *
 * === head shop/templates/pod.yaml
 * image: {{ .Values.image.repositry }}
 * ```
 *
 * Good:
 * ```text
 * === head shop/Chart.yaml
 * apiVersion: v2
 * name: shop
 * version: 1.0.0
 *
 * === head shop/values.yaml
 * image:
 *   repository: registry.example.com/shop
 *
 * === head shop/templates/pod.yaml
 * image: {{ .Values.image.repository }}
 * ```
 *
 * Mend: correct the name, set a value in `values.yaml`, or say by `default` or `required` what happens without it.
 *
 * Waive: `# plumbline-disable-next-line style/helm/undefined-values -- reason`, or the same in a comment of the template
 */

import type { XStatic } from "typebox/schema";
import type { Finding } from "../../../core/finding.ts";
import { isSlip, nearest } from "../../../core/nearest.ts";
import { familyOf, type Chart } from "../../../languages/helm/chart.ts";
import {
  joinPath,
  mayBeChanged,
  valueUsesIn,
  type ValueUse,
  type ValueUses,
} from "../../../languages/helm/value-uses.ts";
import { commentedWords, lookUp, readValues, valuesUnder, type ValuesRoot } from "../../../languages/helm/values.ts";
import { chartCheck } from "./chart/chart-check.ts";
import { setElsewhere } from "./chart/set-elsewhere.ts";
import { isTakenIn } from "./chart/taken-in.ts";

const optionsSchema = {
  type: "object",
  properties: {
    unset: {
      type: "boolean",
      default: true,
      description: "Tell values that are set nowhere as well, not only names that are spelt much like one that is set.",
    },
  },
  required: ["unset"],
  additionalProperties: false,
} as const;
type Options = XStatic<typeof optionsSchema>;

export default chartCheck<Options>({
  options: optionsSchema,
  async judge(chart, { tree }, options) {
    const family = familyOf(chart);
    const isWhole = family.every(({ absent }) => absent.length === 0);
    const rootValues = valuesOf(chart);
    const isRead = family.every(({ unread }) => unread.length === 0);
    if (!isRead || chart.isLibrary || rootValues === undefined) return { findings: [] };
    const uses = family.flatMap(({ templates }) => templates.map((template) => valueUsesIn(template.tree)));
    const suspects = suspectsIn(chart, [], rootValues, uses);
    const sure = suspects.filter(({ isSure }) => isSure);
    const others = options.unset && isWhole ? suspects.filter(({ isSure }) => !isSure) : [];
    if (others.length === 0 || (await isTakenIn(chart, tree))) return { findings: oncePerFile(sure) };
    const elsewhere = await setElsewhere(
      tree,
      others.map(({ key }) => key),
    );
    return { findings: oncePerFile([...sure, ...others.filter(({ key }) => !elsewhere.has(key))]) };
  },
});

interface Suspect {
  readonly path: string;
  readonly use: ValueUse;
  /** How many keys of its path are set. */
  readonly depth: number;
  readonly key: string;
  readonly close: string | undefined;
  /** It is spelt much like one that is set. */
  readonly isSure: boolean;
}

function suspectsIn(
  chart: Chart,
  inherited: readonly ValuesRoot[],
  own: readonly ValuesRoot[],
  uses: readonly ValueUses[],
): readonly Suspect[] {
  const roots = [...own, ...inherited];
  const below = chart.subcharts.flatMap(({ chart: subchart, keys }) => {
    const values = valuesOf(subchart);
    if (values === undefined || subchart.isLibrary) return [];
    const handed = roots.flatMap((root) => keys.flatMap((key) => valuesUnder(root, key) ?? []));
    return suspectsIn(subchart, handed, values, uses);
  });
  if (roots.length === 0 || chart.dependencies.some(({ importsValues }) => importsValues)) return below;
  const words = wordsAbout(chart);
  const foreign = new Set(["global", ...chart.subcharts.flatMap(({ keys }) => keys)]);
  const found = chart.templates.flatMap(({ path, tree }) =>
    valueUsesIn(tree).bare.flatMap((use) => {
      const suspect = foreign.has(use.path[0] ?? "") ? undefined : suspectOf(use, roots, uses);
      return suspect === undefined || words.has(suspect.key) ? [] : [{ path, ...suspect }];
    }),
  );
  return [...found, ...below];
}

function suspectOf(
  use: ValueUse,
  roots: readonly ValuesRoot[],
  uses: readonly ValueUses[],
): Omit<Suspect, "path"> | undefined {
  const found = lookUp(roots, use.path);
  if (found.kind === "set") return undefined;
  const { depth, siblings } = found;
  const key = use.path[depth] ?? "";
  const undefinedPath = use.path.slice(0, depth + 1);
  const prefix = joinPath(undefinedPath);
  const isExpected = uses.some(
    ({ mentions, keys }) => keys.has(key) || mentions.some((mention) => mention.startsWith(prefix)),
  );
  if (isExpected || mayBeChanged(uses, undefinedPath)) return undefined;
  const close = nearest(key, siblings);
  // `accessMode` beside `accessModes` is most often what the value was called before.
  const isSure = close !== undefined && isSlip(key, close) && `${key}s` !== close && key !== `${close}s`;
  return isSure || !use.isConditional ? { use, depth, key, close, isSure } : undefined;
}

/** `undefined` where a file does not parse: what it sets is not known. */
function valuesOf({ values }: Chart): readonly ValuesRoot[] | undefined {
  const roots = values.map(readValues);
  const known = roots.filter((root) => root !== undefined);
  return known.length === roots.length ? known : undefined;
}

/** Keys that somebody described: in comments of values files, or in their schema. */
function wordsAbout({ values, valuesSchema }: Chart): ReadonlySet<string> {
  const words = new Set(values.flatMap((file) => [...commentedWords(file)]));
  for (const [, name = ""] of (valuesSchema?.text ?? "").matchAll(/"([^"\\\n]{1,200})"\s*:/gu)) words.add(name);
  return words;
}

function oncePerFile(suspects: readonly Suspect[]): readonly Finding[] {
  const first = new Map<string, Suspect>();
  for (const suspect of suspects) {
    const key = `${suspect.path}\0${joinPath(suspect.use.path.slice(0, suspect.depth + 1))}`;
    if (!first.has(key)) first.set(key, suspect);
  }
  return [...first.values()].map(findingOf);
}

function findingOf({ path, use, depth, close }: Suspect): Finding {
  const name = nameOf(use.path.slice(0, depth + 1));
  const isDeep = depth + 1 < use.path.length;
  const rest = use.path.slice(depth + 1).join(".");
  return {
    message: isDeep
      ? `No values file of this chart sets \`${name}\`, and Helm stops where it reads \`${rest}\` of nothing.`
      : `No values file of this chart sets \`${name}\`, so Helm writes nothing in its place.`,
    advice:
      close === undefined
        ? "Set it in `values.yaml`, or say by `default` or `required` what happens without it."
        : `Write \`${nameOf([...use.path.slice(0, depth), close])}\` if that is what is meant.`,
    at: { path, range: use.range },
    evidence: name,
  };
}

function nameOf(path: readonly string[]): string {
  return [".Values", ...path].join(".");
}
