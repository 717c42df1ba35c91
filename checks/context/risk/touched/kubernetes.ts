/** Kubernetes objects that a change adds, changes or removes: compared as data, so that layout and comments are no change. */

import type { ChangedFile } from "../../../../core/differential.ts";
import type { Document } from "../../../../core/document.ts";
import type { Gap } from "../../../../core/finding.ts";
import { dataOf } from "../../../../languages/data.ts";
import { parseJsonDocument } from "../../../../languages/json/document.ts";
import { parseSoundYaml } from "../../../../languages/yaml/parse.ts";
import type { ResourceChange } from "../factor.ts";
import { at, isSame, textAt } from "./plain-data.ts";
import { dataHeldBy } from "./stateful-kinds.ts";

export interface ManifestObject {
  readonly kind: string;
  /** Without version: `apps`; empty for the core group. */
  readonly group: string;
  readonly name: string;
  readonly namespace?: string;
  readonly value: unknown;
  readonly path: string;
  readonly line: number;
}

export interface ObjectChange {
  readonly before?: ManifestObject;
  readonly after?: ManifestObject;
}

export interface ChangedManifest {
  readonly file: ChangedFile;
  readonly before: Document | undefined;
  readonly after: Document | undefined;
}

/** In characters: more was written by a machine, and is read by none of us in time. */
const largestText = 300_000;
const mostText = 1_500_000;

export interface TouchedObjects {
  readonly objects: readonly ObjectChange[];
  readonly gaps: readonly Gap[];
}

export function kubernetesChanges(manifests: readonly ChangedManifest[]): TouchedObjects {
  const gaps: Gap[] = [];
  const gone: ManifestObject[] = [];
  const fresh = new Map<string, ManifestObject[]>();
  const objects: ObjectChange[] = [];
  let left = mostText;
  for (const { file, before, after } of manifests) {
    const length = (before?.text.length ?? 0) + (after?.text.length ?? 0);
    if (length > largestText || length > left) {
      gaps.push({ path: file.path, reason: "is too large for its objects to be compared", cause: "unsupported" });
      continue;
    }
    left -= length;
    const [was, is] = [objectsOf(before), objectsOf(after)];
    if (!was || !is) {
      gaps.push({ path: file.path, reason: "waits until it parses", cause: "input" });
      continue;
    }
    for (const [identity, object] of is) {
      const twin = was.get(identity);
      if (twin && !isSame(twin.value, object.value)) objects.push({ before: twin, after: object });
      if (!twin) fresh.set(identity, [...(fresh.get(identity) ?? []), object]);
    }
    for (const [identity, object] of was) if (!is.has(identity)) gone.push(object);
  }
  return { objects: [...objects, ...paired(gone, fresh)], gaps };
}

/** What is gone from one file and new in another has only moved. */
function paired(
  gone: readonly ManifestObject[],
  fresh: ReadonlyMap<string, ManifestObject[]>,
): readonly ObjectChange[] {
  const moved = gone.flatMap((before): readonly ObjectChange[] => {
    const after = fresh.get(identityOf(before))?.shift();
    if (!after) return [{ before }];
    return isSame(before.value, after.value) ? [] : [{ before, after }];
  });
  return [...moved, ...[...fresh.values()].flat().map((after) => ({ after }))];
}

/** As one list with Terraform's. */
export function asResource({ before, after }: ObjectChange): ResourceChange | undefined {
  const object = after ?? before;
  if (!object) return undefined;
  const action = !before ? "added" : after ? "changed" : "removed";
  const holds = dataHeldBy(object, action);
  return {
    type: object.kind,
    address: `${object.kind}/${object.name}`,
    action,
    path: object.path,
    ...(action === "removed" ? {} : { line: object.line }),
    ...(holds === undefined ? {} : { holds }),
  };
}

/** By identity; `undefined` where the text does not parse. A document that is not there has no objects. */
function objectsOf(document: Document | undefined): ReadonlyMap<string, ManifestObject> | undefined {
  if (!document) return new Map();
  const nodes = nodesOf(document);
  if (!nodes) return undefined;
  const objects = new Map<string, ManifestObject>();
  for (const node of nodes) {
    const { value } = dataOf(node);
    const { line } = document.lines.position(node.range[0]);
    const items = at(value, "items");
    const inside = textAt(value, "kind") === "List" && Array.isArray(items) ? items : [value];
    for (const each of inside) {
      const object = manifestObject(each, document.path, line);
      if (object) objects.set(identityOf(object), object);
    }
  }
  return objects;
}

function nodesOf(document: Document): readonly NonNullable<Parameters<typeof dataOf>[0]>[] | undefined {
  if (document.language === "json") {
    const { tree, problems } = parseJsonDocument(document);
    return problems.length > 0 ? undefined : [tree.content].filter((node) => node !== undefined);
  }
  if (document.language !== "yaml") return [];
  return parseSoundYaml(document.text)?.documents.flatMap(({ content }) => content ?? []);
}

function manifestObject(value: unknown, path: string, line: number): ManifestObject | undefined {
  const [kind, version, name] = [textAt(value, "kind"), textAt(value, "apiVersion"), textAt(value, "metadata", "name")];
  if (kind === undefined || version === undefined || name === undefined) return undefined;
  const namespace = textAt(value, "metadata", "namespace");
  const group = version.includes("/") ? (version.split("/")[0] ?? "") : "";
  return { kind, group, name, ...(namespace === undefined ? {} : { namespace }), value, path, line };
}

function identityOf({ group, kind, namespace = "", name }: ManifestObject): string {
  return [group, kind, namespace, name].join("\0");
}
