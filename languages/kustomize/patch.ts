/** Patches: what they say, and which objects they are for. */

import { RE2JS } from "re2js";
import { openDocument } from "../../core/open-document.ts";
import { unknownValue } from "../data.ts";
import { groupOf, type KubernetesObject, type Manifest, objectsOf } from "../kubernetes/objects.ts";
import type { Section } from "../kubernetes/section.ts";
import { parseYamlDocument } from "../yaml/document.ts";
import type { BuiltObject } from "./built-object.ts";
import type { Patch } from "./kustomization.ts";
import type { ReadResources } from "./resource-files.ts";

export interface PatchContent {
  readonly text: string;
  /** Parts of objects, of a strategic merge; none of a list of operations. */
  readonly objects: readonly KubernetesObject[];
  /** Where the objects stand; missing for a text in the kustomization. */
  readonly path?: string;
}

/** `undefined` where the patch cannot be read. */
export function contentOf({ content }: Patch, resources: ReadResources): PatchContent | undefined {
  if ("text" in content) {
    const manifest = parseYamlDocument(
      openDocument("patch.yaml", { kind: "text", text: content.text, byteOrderMark: false }),
    );
    return manifest.problems.length > 0 ? undefined : { text: content.text, objects: partsOf(manifest) };
  }
  const { target } = content.mention;
  const manifest = target.kind === "local" ? resources.get(target.path) : undefined;
  return manifest && { text: manifest.text, objects: partsOf(manifest), path: manifest.path };
}

/** A list of operations has a sequence at its top and is no object. */
function partsOf(manifest: Manifest): readonly KubernetesObject[] {
  return objectsOf(manifest);
}

/** Whether an operation or a merge takes the whole object away. */
export function deletes({ root }: KubernetesObject): boolean {
  return root.at("$patch").value === "delete";
}

/** An object that a strategic merge is for: kind and one of its names. What is not known may be the one. */
export function isMergedInto(part: KubernetesObject, built: BuiltObject): boolean {
  if (part.kind !== built.kind || groupOf(part) !== built.group) return false;
  if (part.name !== undefined && built.names.size > 0 && !built.names.has(part.name)) return false;
  const [wanted, own] = [part.namespace, built.object?.namespace ?? built.namespace];
  return wanted === undefined || own === undefined || wanted === own || wanted === built.namespace;
}

/** Labels and annotations of a selector are left out of account: they can only choose fewer. */
export function isSelected(selector: Section, built: BuiltObject): boolean {
  const { value } = selector;
  if (value === unknownValue) return true;
  return (
    fits(selector.at("kind"), built.kind) &&
    fits(selector.at("group"), built.group) &&
    fits(selector.at("version"), built.version) &&
    (built.names.size === 0 || [...built.names].some((name) => fits(selector.at("name"), name))) &&
    namespacesOf(built).some((namespace) => fits(selector.at("namespace"), namespace))
  );
}

function namespacesOf({ namespace, object }: BuiltObject): readonly string[] {
  const namespaces = [namespace, object?.namespace].filter((each) => each !== undefined);
  return namespaces.length > 0 ? namespaces : ["default", ""];
}

/** Whatever a selector holds is a regular expression over the whole text. One that cannot be read may fit. */
function fits(wanted: Section, own: string): boolean {
  const pattern = wanted.text();
  if (pattern === undefined || pattern === "" || pattern === own) return true;
  if (/^[\w-]+$/u.test(pattern)) return false;
  try {
    return RE2JS.matches(`^(?:${pattern})$`, own);
  } catch {
    return true;
  }
}
