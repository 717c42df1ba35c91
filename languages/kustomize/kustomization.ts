/** A kustomization as data with places: which files and folders it names, what it patches and what it generates. */

import type { Range } from "../../core/text.ts";
import { dataOf, unknownValue } from "../data.ts";
import { isMapping, type Section, sectionOf } from "../kubernetes/section.ts";
import type { YamlDocument } from "../parsed.ts";
import { folderOf, type Target, targetOf } from "./paths.ts";

export interface Kustomization {
  readonly path: string;
  /** Of the file; `""` for the top of the tree. */
  readonly folder: string;
  /** A component is applied to what its user has gathered so far. */
  readonly kind: "Kustomization" | "Component";
  readonly root: Section;
  /** Every file and folder that it names, in the order of the text of each field. */
  readonly mentions: readonly Mention[];
  readonly patches: readonly Patch[];
  readonly generated: readonly Generated[];
  /** Fields that make or rename resources in ways that only Kustomize or a plugin knows: `helmCharts`. */
  readonly opaque: readonly string[];
}

/** `resource`: a file, or a folder with a kustomization. `generator-file`: content of a ConfigMap or Secret. `other`: read by Kustomize itself. */
export type MentionRole = "resource" | "component" | "patch" | "config-file" | "secret-file" | "other";

export interface Mention {
  /** The top-level key: `resources`. */
  readonly field: string;
  readonly role: MentionRole;
  readonly written: string;
  readonly target: Target;
  readonly range: Range;
}

export interface Patch {
  readonly field: "patches" | "patchesStrategicMerge" | "patchesJson6902";
  /** Whom it is for, where it says so itself; else the patch's own kind and name count. */
  readonly selector: Section | undefined;
  /** A file, or the text in the kustomization. */
  readonly content: { readonly mention: Mention } | { readonly text: string };
  readonly range: Range;
}

/** A ConfigMap or Secret that Kustomize makes. */
export interface Generated {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
  readonly namespace: string | undefined;
  /** Keys of its data; `undefined` where they stand in other files. */
  readonly keys: ReadonlySet<string> | undefined;
  /** `create` adds an object, the others change one that is there. */
  readonly behaviour: "create" | "other";
  readonly range: Range;
}

/** `undefined` for what is no kustomization of Kustomize, does not parse, or is rendered first. */
export function readKustomization(document: YamlDocument): Kustomization | undefined {
  if (document.problems.length > 0 || document.unread !== undefined || document.kind !== "kustomization") {
    return undefined;
  }
  const contents = document.tree.documents.flatMap(({ content }) => content ?? []);
  const [content] = contents;
  if (content === undefined || contents.length > 1) return undefined;
  const root = sectionOf(dataOf(content));
  if (!isMapping(root.value)) return undefined;
  const group = root.at("apiVersion").text() ?? "kustomize.config.k8s.io/";
  if (!group.startsWith("kustomize.config.k8s.io/")) return undefined;

  const folder = folderOf(document.path);
  const patches = patchesOf(root, folder);
  return {
    path: document.path,
    folder,
    kind: root.at("kind").value === "Component" ? "Component" : "Kustomization",
    root,
    mentions: [
      ...patches.flatMap(({ content: each }) => ("mention" in each ? [each.mention] : [])),
      ...listedIn(root, folder),
      ...generatorFiles(root, folder),
      ...otherFiles(root, folder),
    ],
    patches,
    generated: [...generatedBy(root, "configMapGenerator"), ...generatedBy(root, "secretGenerator")],
    opaque: opaqueFields(root),
  };
}

const listFields: readonly (readonly [string, MentionRole])[] = [
  ["resources", "resource"],
  ["bases", "resource"],
  ["components", "component"],
  ["crds", "other"],
  ["configurations", "other"],
  ["generators", "other"],
  ["transformers", "other"],
  ["validators", "other"],
];

function listedIn(root: Section, folder: string): readonly Mention[] {
  return listFields.flatMap(([field, role]) =>
    root
      .at(field)
      .items()
      .flatMap((item) => mentionOf(item, field, role, folder)),
  );
}

/** A text of several lines is a resource that stands in the kustomization itself. */
function mentionOf(section: Section, field: string, role: MentionRole, folder: string): readonly Mention[] {
  const text = section.text()?.trim();
  if (text === undefined || text === "" || text.includes("\n")) return [];
  return [{ field, role, written: text, target: targetOf(folder, text), range: section.place() }];
}

function patchesOf(root: Section, folder: string): readonly Patch[] {
  const merges = root
    .at("patchesStrategicMerge")
    .items()
    .flatMap((item): readonly Patch[] => {
      const text = item.text();
      if (text === undefined) return [];
      const [mention] = mentionOf(item, "patchesStrategicMerge", "patch", folder);
      const content = mention ? { mention } : { text };
      return [{ field: "patchesStrategicMerge", selector: undefined, content, range: item.place() }];
    });
  const others = (["patches", "patchesJson6902"] as const).flatMap((field) =>
    root
      .at(field)
      .items()
      .flatMap((item): readonly Patch[] => {
        const target = item.at("target");
        const selector = target.isMissing ? undefined : target;
        const [mention] = mentionOf(item.at("path"), field, "patch", folder);
        const text = item.at("patch").text();
        const content = mention ? { mention } : text === undefined ? undefined : { text };
        return content ? [{ field, selector, content, range: selector?.place() ?? item.place() }] : [];
      }),
  );
  return [...merges, ...others];
}

function generatorFiles(root: Section, folder: string): readonly Mention[] {
  return (["configMapGenerator", "secretGenerator"] as const).flatMap((field) => {
    const role = field === "configMapGenerator" ? "config-file" : "secret-file";
    return root
      .at(field)
      .items()
      .flatMap((generator) => [
        ...generator.at("files").items(),
        ...generator.at("envs").items(),
        ...(generator.at("env").text() === undefined ? [] : [generator.at("env")]),
      ])
      .flatMap((file) => {
        const text = file.text()?.trim() ?? "";
        const path = text.slice(text.indexOf("=") + 1);
        if (path === "" || text.includes("\n")) return [];
        return [{ field, role, written: path, target: targetOf(folder, path), range: file.place() } as const];
      });
  });
}

function otherFiles(root: Section, folder: string): readonly Mention[] {
  const places = [
    ...root
      .at("replacements")
      .items()
      .map((each) => ["replacements", each.at("path")] as const),
    ["openapi", root.at("openapi", "path")] as const,
    ...root
      .at("helmCharts")
      .items()
      .flatMap((chart) => [
        ["helmCharts", chart.at("valuesFile")] as const,
        ...chart
          .at("additionalValuesFiles")
          .items()
          .map((file) => ["helmCharts", file] as const),
      ]),
  ];
  return places.flatMap(([field, section]) => mentionOf(section, field, "other", folder));
}

function generatedBy(root: Section, field: "configMapGenerator" | "secretGenerator"): readonly Generated[] {
  return root
    .at(field)
    .items()
    .flatMap((generator): readonly Generated[] => {
      const name = generator.at("name").text();
      if (name === undefined) return [];
      const behaviour = generator.at("behavior").value;
      return [
        {
          kind: field === "configMapGenerator" ? "ConfigMap" : "Secret",
          name,
          namespace: generator.at("namespace").text(),
          keys: keysOf(generator),
          behaviour: behaviour === undefined || behaviour === "create" ? "create" : "other",
          range: generator.at("name").place(),
        },
      ];
    });
}

function keysOf(generator: Section): ReadonlySet<string> | undefined {
  if (!generator.at("envs").isMissing || !generator.at("env").isMissing) return undefined;
  const lines = [...generator.at("files").items(), ...generator.at("literals").items()];
  const texts = lines.map((line) => line.text());
  if (texts.includes(undefined) || generator.at("files").value === unknownValue) return undefined;
  return new Set(
    texts.map((text = "") => {
      const [key = ""] = text.split("=");
      return text.includes("=") ? key : text.slice(text.lastIndexOf("/") + 1);
    }),
  );
}

/** Whoever has one of them has resources, names or fields that do not stand in any file. */
function opaqueFields(root: Section): readonly string[] {
  const fields = [
    "helmCharts",
    "helmChartInflationGenerator",
    "generators",
    "transformers",
    "configurations",
    "openapi",
  ];
  return fields.filter((field) => !root.at(field).isMissing);
}
