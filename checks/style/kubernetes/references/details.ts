/** What is asked of an object beyond its name: keys of a ConfigMap, ports of a Service and of the pods behind it. What is not known is not lacking. */

import { unknownValue } from "../../../../languages/data.ts";
import { isMapping, type Section } from "../../../../languages/kubernetes/section.ts";
import type { BuiltObject } from "../../../../languages/kustomize/built-object.ts";

export function lacksKey({ object, keys, isGenerated, patches }: BuiltObject, wanted: Section): boolean {
  const key = wanted.text();
  if (key === undefined || patches.length > 0) return false;
  if (isGenerated) return keys !== undefined && !keys.has(key);
  if (!object) return false;
  const data = ["data", "binaryData", "stringData"].map((field) => object.root.at(field));
  // An empty one is filled by somebody else.
  if (
    data.every((section) => section.isMissing || isEmpty(section)) ||
    data.some(({ value }) => value === unknownValue)
  )
    return false;
  return data.every((section) => section.at(key).isMissing && !hasKey(section, key));
}

function isEmpty({ value }: Section): boolean {
  return isMapping(value) && Object.keys(value).length === 0;
}

/** A key without a value is there. */
function hasKey({ value }: Section, key: string): boolean {
  return isMapping(value) && Object.hasOwn(value, key);
}

export function lacksPort({ object, patches }: BuiltObject, { value: wanted }: Section): boolean {
  const isNameOrNumber = typeof wanted === "number" || typeof wanted === "string";
  if (!object || !isNameOrNumber || patches.some((text) => /port/iu.test(text))) return false;
  const { root } = object;
  // Whoever has no pods of its own leads elsewhere, to whatever port.
  if (root.at("spec", "type").value === "ExternalName") return false;
  const ports = root.at("spec", "ports");
  if (!Array.isArray(ports.value)) return false;
  return ports
    .items()
    .every((port) =>
      [port.value, port.at("port").value, port.at("name").value].every(
        (each) => each !== unknownValue && String(each) !== String(wanted),
      ),
    );
}

/** Numbers need not be declared; names must be. */
export function lacksTargetPort({ object }: BuiltObject, { value: wanted }: Section): boolean {
  if (typeof wanted !== "string" || /^\d+$/u.test(wanted) || !object?.pod) return false;
  if (object.pod.containers.length === 0) return false;
  return object.pod.containers.every(({ section }) => {
    const ports = section.at("ports");
    if (ports.value === unknownValue) return false;
    return ports.items().every((port) => {
      const { value } = port.at("name");
      return port.value !== unknownValue && value !== unknownValue && value !== wanted;
    });
  });
}
